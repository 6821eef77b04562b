/** Holds the container files to what the applications read and to what Maven builds. */
@NullMarked
package dev.paco.deployment;

import org.jspecify.annotations.NullMarked;
