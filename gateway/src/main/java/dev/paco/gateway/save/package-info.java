/** Saving a message: from a request to an event on the log, and the answer. */
@NullMarked
package dev.paco.gateway.save;

import org.jspecify.annotations.NullMarked;
