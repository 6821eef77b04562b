package dev.paco.consumer.replay;

import dev.paco.consumer.database.JdbcConnections;
import dev.paco.consumer.schema.SchemaMigrator;
import dev.paco.consumer.write.RecordWriter;

/**
 * Where a replay writes.
 *
 * @param name tells it from other databases and schemas, without a password
 * @param connections to it
 * @param migrator of its schema
 * @param writer to it
 * @param live whether the writer writes there, too
 */
public record ReplayTarget(
        String name, JdbcConnections connections, SchemaMigrator migrator, RecordWriter writer, boolean live) {}
