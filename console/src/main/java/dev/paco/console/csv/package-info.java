/** Files of comma-separated values, as RFC 4180 has them. */
@NullMarked
package dev.paco.console.csv;

import org.jspecify.annotations.NullMarked;
