/** The Kafka and the Postgres that integration tests of all modules run on. */
@NullMarked
package dev.paco.infra.stack;

import org.jspecify.annotations.NullMarked;
