/** {@code /pipeline}: what goes through, how far behind it is, and how each part does. */
@NullMarked
package dev.paco.console.pipeline;

import org.jspecify.annotations.NullMarked;
