/** How far the writers are behind the log: in records, and in seconds. */
@NullMarked
package dev.paco.consumer.lag;

import org.jspecify.annotations.NullMarked;
