/** The first page: how much was said, when, by how many. */
@NullMarked
package dev.paco.console.overview;

import org.jspecify.annotations.NullMarked;
