package dev.paco.consumer.command;

import dev.paco.common.database.DatabaseUrl;
import dev.paco.consumer.adopt.AdoptProperties;
import dev.paco.consumer.adopt.LegacyRowAdopter;
import dev.paco.consumer.database.DatabasePool;
import dev.paco.consumer.database.DatabaseProperties;
import dev.paco.consumer.database.JdbcConnections;
import dev.paco.consumer.log.LogClients;
import dev.paco.consumer.rebuild.SchemaName;
import dev.paco.consumer.redrive.LetterActs;
import dev.paco.consumer.replay.ReplayTarget;
import dev.paco.consumer.schema.SchemaMigrator;
import dev.paco.consumer.schema.SchemaProperties;
import dev.paco.consumer.write.RecordWriter;
import dev.paco.consumer.write.WriterProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** What the operator's commands work with, from the same environment as the writer's. */
final class OperatorTools {

    private final Binder binder;
    private final DatabaseUrl url;
    private final LogClients log;

    OperatorTools(Environment environment) {
        CommandLog.troubleToldElsewhere();
        binder = Binder.get(environment);
        url = DatabaseUrl.parse(environment.getProperty("DATABASE_URL"));
        log = LogClients.of(environment);
    }

    LogClients log() {
        return log;
    }

    WriterProperties writing() {
        return binder.bindOrCreate("paco.consumer.write", WriterProperties.class);
    }

    DatabaseProperties database() {
        return binder.bindOrCreate("paco.consumer.database", DatabaseProperties.class);
    }

    /** Connections to the schema that the writer writes to. */
    JdbcConnections connections() {
        return JdbcConnections.to(url);
    }

    LetterActs letterActs() {
        return new LetterActs(connections());
    }

    /** As many connections for writing as there are threads; to {@code schema}, null for the writer's own. */
    DatabasePool pool(@Nullable SchemaName schema) {
        return DatabasePool.to(url, database(), writing().concurrency() + 1, schema == null ? null : schema.value());
    }

    SchemaMigrator migrator(JdbcConnections connections) {
        return new SchemaMigrator(
                connections,
                new LegacyRowAdopter(connections, binder.bindOrCreate("paco.consumer.adopt", AdoptProperties.class)),
                schema());
    }

    SchemaProperties schema() {
        return binder.bindOrCreate("paco.consumer.schema", SchemaProperties.class);
    }

    /** Where a replay writes: {@code schema}, null for the writer's own. */
    ReplayTarget target(@Nullable SchemaName schema, DatabasePool pool) {
        JdbcConnections connections = schema == null ? connections() : JdbcConnections.to(url, schema.value());
        return new ReplayTarget(
                url + (schema == null ? "" : "/" + schema),
                connections,
                migrator(connections),
                RecordWriter.on(pool, database()),
                schema == null);
    }
}
