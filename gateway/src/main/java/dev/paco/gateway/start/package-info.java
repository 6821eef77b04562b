/** What is said when the gateway starts, or cannot. */
@NullMarked
package dev.paco.gateway.start;

import org.jspecify.annotations.NullMarked;
