/** Dividing what is scarce among participants, so that none of them can take it all. */
@NullMarked
package dev.paco.gateway.share;

import org.jspecify.annotations.NullMarked;
