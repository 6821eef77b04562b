/** Records that can never be written, kept with their original bytes. */
@NullMarked
package dev.paco.consumer.deadletter;

import org.jspecify.annotations.NullMarked;
