/** Which web pages may call. */
@NullMarked
package dev.paco.gateway.cors;

import org.jspecify.annotations.NullMarked;
