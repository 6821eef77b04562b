package dev.paco.consumer.database;

import dev.paco.common.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Blocking connections to one database, each opened when asked for: a migration, and a pass every few seconds, need no
 * pool. Not a {@link DataSource} itself, so that Spring Boot does not take it for the application's.
 */
public final class JdbcConnections {

    private static final int CONNECT_SECONDS = 10;

    private final PGSimpleDataSource source;

    private JdbcConnections(PGSimpleDataSource source) {
        this.source = source;
    }

    /** Connections to the database that {@code url} names. */
    public static JdbcConnections to(DatabaseUrl url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url.jdbcUrl());
        source.setUser(url.username());
        if (url.password() != null) {
            source.setPassword(url.password());
        }
        source.setApplicationName("paco-consumer-schema");
        source.setConnectTimeout(CONNECT_SECONDS);
        // No socket timeout: building an index over a large table is silent for minutes.
        source.setTcpKeepAlive(true);
        return new JdbcConnections(source);
    }

    /** Connections to the same database, for which tables without a schema's name are those of {@code schema}. */
    public static JdbcConnections to(DatabaseUrl url, String schema) {
        JdbcConnections connections = to(url);
        connections.source.setCurrentSchema(schema);
        return connections;
    }

    /** A new connection, in auto-commit mode. */
    public Connection open() throws SQLException {
        return source.getConnection();
    }

    /** The same for libraries that ask for it. */
    public DataSource asDataSource() {
        return source;
    }
}
