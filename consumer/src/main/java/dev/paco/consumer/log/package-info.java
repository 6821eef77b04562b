/** Plain reading and writing of the log, for commands that belong to no consumer group. */
@NullMarked
package dev.paco.consumer.log;

import org.jspecify.annotations.NullMarked;
