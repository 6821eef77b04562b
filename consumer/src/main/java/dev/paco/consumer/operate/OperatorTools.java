package dev.paco.consumer.operate;

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

/** What an operator's tools work with, from the same environment as the writer's. Connects when it is used. */
public final class OperatorTools {

    private final Binder binder;
    private final DatabaseUrl url;
    private final LogClients log;

    /**
     * From {@code DATABASE_URL}, {@code KAFKA_*} and {@code paco.consumer.*}.
     *
     * @param log clients of the brokers
     */
    public OperatorTools(Environment environment, LogClients log) {
        binder = Binder.get(environment);
        url = DatabaseUrl.parse(environment.getProperty("DATABASE_URL"));
        this.log = log;
    }

    /** Clients of the brokers. */
    public LogClients log() {
        return log;
    }

    /** How is written. */
    public WriterProperties writing() {
        return binder.bindOrCreate("paco.consumer.write", WriterProperties.class);
    }

    /** How is connected for writing. */
    public DatabaseProperties database() {
        return binder.bindOrCreate("paco.consumer.database", DatabaseProperties.class);
    }

    /** Connections to the schema that the writer writes to. */
    public JdbcConnections connections() {
        return JdbcConnections.to(url);
    }

    /** The memory of what was done with letters. */
    public LetterActs letterActs() {
        return new LetterActs(connections());
    }

    /** As many connections for writing as there are threads; to {@code schema}, null for the writer's own. */
    public DatabasePool pool(@Nullable SchemaName schema) {
        return DatabasePool.to(url, database(), writing().concurrency() + 1, schema == null ? null : schema.value());
    }

    /** Changes the schema that {@code connections} lead to. */
    public SchemaMigrator migrator(JdbcConnections connections) {
        return new SchemaMigrator(
                connections,
                new LegacyRowAdopter(connections, binder.bindOrCreate("paco.consumer.adopt", AdoptProperties.class)),
                schema());
    }

    /** How tables are changed. */
    public SchemaProperties schema() {
        return binder.bindOrCreate("paco.consumer.schema", SchemaProperties.class);
    }

    /** Where a replay writes: {@code schema}, null for the writer's own. */
    public ReplayTarget target(@Nullable SchemaName schema, DatabasePool pool) {
        JdbcConnections connections = schema == null ? connections() : JdbcConnections.to(url, schema.value());
        return new ReplayTarget(
                url + (schema == null ? "" : "/" + schema),
                connections,
                migrator(connections),
                RecordWriter.on(pool, database()),
                schema == null);
    }
}
