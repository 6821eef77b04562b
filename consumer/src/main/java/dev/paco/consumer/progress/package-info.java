/** How far a command is, told on standard error, and asking it to end. */
@NullMarked
package dev.paco.consumer.progress;

import org.jspecify.annotations.NullMarked;
