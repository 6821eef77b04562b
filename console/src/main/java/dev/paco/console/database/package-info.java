/** The console's access to Postgres. */
@NullMarked
package dev.paco.console.database;

import org.jspecify.annotations.NullMarked;
