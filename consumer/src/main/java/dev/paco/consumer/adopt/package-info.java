/** Message keys for rows that the old backend writes. */
@NullMarked
package dev.paco.consumer.adopt;

import org.jspecify.annotations.NullMarked;
