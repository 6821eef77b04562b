/** What must hold of everything that was acknowledged, read, written and set aside. */
@NullMarked
package dev.paco.guarantees.check;

import org.jspecify.annotations.NullMarked;
