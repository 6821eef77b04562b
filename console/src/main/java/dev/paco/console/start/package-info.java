/** What is said when the console starts, or cannot. */
@NullMarked
package dev.paco.console.start;

import org.jspecify.annotations.NullMarked;
