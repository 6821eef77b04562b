/** What is said when the consumer starts, or cannot. */
@NullMarked
package dev.paco.consumer.start;

import org.jspecify.annotations.NullMarked;
