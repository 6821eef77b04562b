/** Who may come in: what is asked of every request before anything of it is read. The questions are in the packages that they are about. */
@NullMarked
package dev.paco.gateway.admission;

import org.jspecify.annotations.NullMarked;
