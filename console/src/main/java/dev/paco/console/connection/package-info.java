/** How long browsers may take. */
@NullMarked
package dev.paco.console.connection;

import org.jspecify.annotations.NullMarked;
