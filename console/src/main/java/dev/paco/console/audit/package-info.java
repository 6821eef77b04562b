/** Every act of a user, kept for ever. */
@NullMarked
package dev.paco.console.audit;

import org.jspecify.annotations.NullMarked;
