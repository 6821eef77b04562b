/** Where Postgres is, from one URL for every driver. */
@NullMarked
package dev.paco.common.database;

import org.jspecify.annotations.NullMarked;
