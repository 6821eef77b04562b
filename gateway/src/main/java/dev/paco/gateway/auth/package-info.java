/** Who is calling: logging in, tokens, and participants that were deactivated. */
@NullMarked
package dev.paco.gateway.auth;

import org.jspecify.annotations.NullMarked;
