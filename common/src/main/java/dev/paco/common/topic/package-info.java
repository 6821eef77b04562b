/** The topics that the parts of the pipeline share. */
@NullMarked
package dev.paco.common.topic;

import org.jspecify.annotations.NullMarked;
