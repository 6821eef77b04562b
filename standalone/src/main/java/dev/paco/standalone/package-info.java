/** All of the pipeline in one JVM on an embedded Kafka broker and an embedded Postgres. */
@NullMarked
package dev.paco.standalone;

import org.jspecify.annotations.NullMarked;
