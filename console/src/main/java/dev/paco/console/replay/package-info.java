/** {@code /replay}: writing once more what is on the log, and what came of it. */
@NullMarked
package dev.paco.console.replay;

import org.jspecify.annotations.NullMarked;
