/** Whether the writer writes. */
@NullMarked
package dev.paco.consumer.health;

import org.jspecify.annotations.NullMarked;
