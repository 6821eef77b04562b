package dev.paco.infra.postgres;

import java.nio.file.Path;
import java.util.Map;

/**
 * What an {@link EmbeddedPostgres} is started with.
 *
 * @param dataDirectory where the database cluster and the server's log are kept; created where it is missing
 * @param cacheDirectory where the server is unpacked to, once for each version of it; can be shared and deleted
 * @param port port on 127.0.0.1; 0 picks a free one at each start
 * @param username the superuser; cannot be changed once the data folder is set up
 * @param password its password; cannot be changed here once the data folder is set up
 * @param database created where it is missing
 * @param serverParameters more lines for {@code postgresql.conf}, which win over the ones set here
 */
public record PostgresSettings(
        Path dataDirectory,
        Path cacheDirectory,
        int port,
        String username,
        String password,
        String database,
        Map<String, String> serverParameters) {

    public PostgresSettings {
        serverParameters = Map.copyOf(serverParameters);
    }

    /** Settings without further parameters, with the server unpacked beside the data. */
    public PostgresSettings(Path dataDirectory, int port, String username, String password, String database) {
        this(dataDirectory, dataDirectory.resolveSibling("cache"), port, username, password, database, Map.of());
    }

    /** The same settings with the server unpacked to {@code directory}. */
    public PostgresSettings withCacheDirectory(Path directory) {
        return new PostgresSettings(dataDirectory, directory, port, username, password, database, serverParameters);
    }

    /** The same settings on another port. */
    public PostgresSettings withPort(int otherPort) {
        return new PostgresSettings(
                dataDirectory, cacheDirectory, otherPort, username, password, database, serverParameters);
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "PostgresSettings[" + username + "@127.0.0.1:" + port + "/" + database + " in " + dataDirectory + "]";
    }
}
