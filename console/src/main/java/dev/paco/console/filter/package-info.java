/** Which messages somebody asks for: as typed, as understood, as SQL. */
@NullMarked
package dev.paco.console.filter;

import org.jspecify.annotations.NullMarked;
