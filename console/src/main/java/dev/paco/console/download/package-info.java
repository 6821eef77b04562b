/** How many files are taken at once, and for how long. */
@NullMarked
package dev.paco.console.download;

import org.jspecify.annotations.NullMarked;
