/** {@code /dead-letters}: what could not be written, and what is done with it. */
@NullMarked
package dev.paco.console.deadletter;

import org.jspecify.annotations.NullMarked;
