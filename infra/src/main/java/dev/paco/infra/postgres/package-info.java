/** A real Postgres as a child of this machine, persistent and durable. */
@NullMarked
package dev.paco.infra.postgres;

import org.jspecify.annotations.NullMarked;
