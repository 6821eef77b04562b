/** Follows messages on from the log: a step for each, one for the batch that they are written with, one for each of its statements. */
@NullMarked
package dev.paco.consumer.trace;

import org.jspecify.annotations.NullMarked;
