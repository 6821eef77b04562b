/** The tables: taking over what is there, and going back. */
@NullMarked
package dev.paco.consumer.schema;

import org.jspecify.annotations.NullMarked;
