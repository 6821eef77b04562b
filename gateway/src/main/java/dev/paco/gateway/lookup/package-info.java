/** Asking later what became of a message. */
@NullMarked
package dev.paco.gateway.lookup;

import org.jspecify.annotations.NullMarked;
