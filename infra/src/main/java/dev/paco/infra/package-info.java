/** A real Kafka broker and a real Postgres inside this JVM, for standalone and for the tests. */
@NullMarked
package dev.paco.infra;

import org.jspecify.annotations.NullMarked;
