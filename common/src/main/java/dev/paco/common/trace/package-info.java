/** The W3C trace context that a message takes from the browser to its row. */
@NullMarked
package dev.paco.common.trace;

import org.jspecify.annotations.NullMarked;
