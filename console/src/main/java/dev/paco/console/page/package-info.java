/** What all pages have in common: layout, files, times, errors. */
@NullMarked
package dev.paco.console.page;

import org.jspecify.annotations.NullMarked;
