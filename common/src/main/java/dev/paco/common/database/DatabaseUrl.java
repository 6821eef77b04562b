package dev.paco.common.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code DATABASE_URL}, taken apart: {@code postgresql://user:password@host:port/database?sslmode=require}.
 *
 * @param host name or address, without the brackets of IPv6
 * @param port 5432 when the URL names none
 * @param database name of the database
 * @param username role to log in as
 * @param password null when the URL has none
 * @param sslMode {@code prefer} when the URL names none, as with libpq
 * @param channelBinding {@code disable}, {@code prefer} or {@code require}; null when the URL names none
 * @param sslRootCertificate file with the certificates to verify the server by; null for the runtime's own
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS">libpq URIs</a>
 */
public record DatabaseUrl(
        String host,
        int port,
        String database,
        String username,
        @Nullable String password,
        SslMode sslMode,
        @Nullable String channelBinding,
        @Nullable String sslRootCertificate) {

    /**
     * Takes {@code url} apart.
     *
     * @throws InvalidDatabaseUrlException naming the part that is wrong
     */
    public static DatabaseUrl parse(@Nullable String url) {
        return DatabaseUrlParser.parse(url);
    }

    /** The URL for the JDBC driver, without user and password, which the driver takes apart from it. */
    public String jdbcUrl() {
        StringBuilder url = new StringBuilder("jdbc:postgresql://")
                .append(address())
                .append("?sslmode=")
                .append(sslMode.wireName());
        jdbcOptions()
                .forEach((name, value) ->
                        url.append('&').append(name).append('=').append(encoded(value)));
        return url.toString();
    }

    /** The URL for the R2DBC driver, without user and password, which the driver's options take apart from it. */
    public String r2dbcUrl() {
        return "r2dbc:postgresql://" + address() + "?sslMode=" + sslMode.wireName()
                + (sslRootCertificate != null ? "&sslRootCert=" + encoded(sslRootCertificate) : "");
    }

    /** Where the database is and as whom, without the password. */
    @Override
    public String toString() {
        return "postgresql://" + username + "@" + host + ":" + port + "/" + database + "?sslmode=" + sslMode.wireName();
    }

    private Map<String, String> jdbcOptions() {
        if (channelBinding != null && sslRootCertificate != null) {
            return Map.of("channelBinding", channelBinding, "sslrootcert", sslRootCertificate);
        }
        if (channelBinding != null) {
            return Map.of("channelBinding", channelBinding);
        }
        return sslRootCertificate != null ? Map.of("sslrootcert", sslRootCertificate) : Map.of();
    }

    private String address() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port + "/" + encoded(database);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
