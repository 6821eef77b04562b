/** From a batch of records to rows, and to exactly one outcome for each record. */
@NullMarked
package dev.paco.consumer.write;

import org.jspecify.annotations.NullMarked;
