/** Putting events on the log without ever blocking an event loop. */
@NullMarked
package dev.paco.gateway.publish;

import org.jspecify.annotations.NullMarked;
