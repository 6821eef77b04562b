/** Kafka to Postgres, idempotent; owns the schema. */
@NullMarked
package dev.paco.consumer;

import org.jspecify.annotations.NullMarked;
