/** Turning saves away before all of them become slow: while the log acknowledges late, and while an event loop has more to do than it gets done. */
@NullMarked
package dev.paco.gateway.overload;

import org.jspecify.annotations.NullMarked;
