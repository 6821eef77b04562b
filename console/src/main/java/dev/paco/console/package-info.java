/** The researchers' and operators' web pages. */
@NullMarked
package dev.paco.console;

import org.jspecify.annotations.NullMarked;
