/** Failures that stop a part of the pipeline before it starts. */
@NullMarked
package dev.paco.common.start;

import org.jspecify.annotations.NullMarked;
