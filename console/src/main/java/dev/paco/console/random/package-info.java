/** What nobody guesses. */
@NullMarked
package dev.paco.console.random;

import org.jspecify.annotations.NullMarked;
