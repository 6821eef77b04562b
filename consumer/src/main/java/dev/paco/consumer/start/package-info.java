/** What is said when the consumer cannot start. */
@NullMarked
package dev.paco.consumer.start;

import org.jspecify.annotations.NullMarked;
