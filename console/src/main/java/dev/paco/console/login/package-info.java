/** Who gets in, and how. */
@NullMarked
package dev.paco.console.login;

import org.jspecify.annotations.NullMarked;
