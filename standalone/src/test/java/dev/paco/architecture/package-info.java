/** The rules of the architecture, and for each a planted violation that it finds. */
@NullMarked
package dev.paco.architecture;

import org.jspecify.annotations.NullMarked;
