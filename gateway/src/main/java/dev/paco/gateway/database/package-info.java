/** The gateway's own, read-mostly access to Postgres. */
@NullMarked
package dev.paco.gateway.database;

import org.jspecify.annotations.NullMarked;
