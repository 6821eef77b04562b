package dev.paco.consumer.command;

import dev.paco.common.database.DatabaseUrl;
import dev.paco.consumer.adopt.AdoptProperties;
import dev.paco.consumer.adopt.LegacyRowAdopter;
import dev.paco.consumer.database.JdbcConnections;
import dev.paco.consumer.schema.Rollback;
import dev.paco.consumer.schema.SchemaMigrator;
import dev.paco.consumer.schema.SchemaProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** What the commands work with, set up without an application context. */
final class SchemaTools {

    private final JdbcConnections connections;
    private final SchemaProperties schema;
    private final AdoptProperties adopt;

    /** From {@code DATABASE_URL} and the properties of {@code environment}. */
    SchemaTools(Environment environment) {
        CommandLog.toStandardError();
        connections = JdbcConnections.to(DatabaseUrl.parse(environment.getProperty("DATABASE_URL")));
        Binder binder = Binder.get(environment);
        schema = binder.bindOrCreate("paco.consumer.schema", SchemaProperties.class);
        adopt = binder.bindOrCreate("paco.consumer.adopt", AdoptProperties.class);
    }

    SchemaMigrator migrator() {
        return new SchemaMigrator(connections, new LegacyRowAdopter(connections, adopt), schema);
    }

    Rollback rollback() {
        return new Rollback(connections, schema);
    }
}
