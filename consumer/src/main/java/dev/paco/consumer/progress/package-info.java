/** How far a command is, on standard error. */
@NullMarked
package dev.paco.consumer.progress;

import org.jspecify.annotations.NullMarked;
