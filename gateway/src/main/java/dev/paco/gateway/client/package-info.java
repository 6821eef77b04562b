/** The browser library, which the folder {@code client} holds. */
@NullMarked
package dev.paco.gateway.client;

import org.jspecify.annotations.NullMarked;
