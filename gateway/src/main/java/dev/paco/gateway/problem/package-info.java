/** Refusals: their stable codes and their form on the wire, RFC 9457. */
@NullMarked
package dev.paco.gateway.problem;

import org.jspecify.annotations.NullMarked;
