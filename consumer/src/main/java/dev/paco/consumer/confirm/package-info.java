/** Telling waiting gateways what became of their events. */
@NullMarked
package dev.paco.consumer.confirm;

import org.jspecify.annotations.NullMarked;
