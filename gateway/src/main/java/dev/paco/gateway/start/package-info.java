/** What is said when the gateway cannot start. */
@NullMarked
package dev.paco.gateway.start;

import org.jspecify.annotations.NullMarked;
