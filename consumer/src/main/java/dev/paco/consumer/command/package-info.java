/** What consumer.jar does from a shell. */
@NullMarked
package dev.paco.consumer.command;

import org.jspecify.annotations.NullMarked;
