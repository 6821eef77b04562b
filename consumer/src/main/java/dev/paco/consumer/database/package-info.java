/** The writer's connections to Postgres, and what its errors mean. */
@NullMarked
package dev.paco.consumer.database;

import org.jspecify.annotations.NullMarked;
