/** A real Kafka broker inside this JVM, persistent and durable. */
@NullMarked
package dev.paco.infra.kafka;

import org.jspecify.annotations.NullMarked;
