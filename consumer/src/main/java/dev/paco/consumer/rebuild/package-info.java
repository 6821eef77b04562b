/** A second copy of the tables, made from the log, and what it has in common with the first. */
@NullMarked
package dev.paco.consumer.rebuild;

import org.jspecify.annotations.NullMarked;
