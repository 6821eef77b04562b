package dev.paco.console.export;

import dev.paco.common.start.StartFailureException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How exports are made.
 *
 * @param pseudonymKey with which research ids are hashed, at least 32 bytes, the same for as long as a study's files are to fit together;
 *     without it there are no pseudonyms
 * @param fetchSize rows that are read from Postgres at a time
 * @param statementTimeout after which Postgres gives a statement of an export up, as long as no row has come
 */
@ConfigurationProperties("paco.console.export")
record ExportProperties(
        @DefaultValue("") String pseudonymKey,
        @DefaultValue("256") int fetchSize,
        @DefaultValue("10m") Duration statementTimeout) {

    private static final int SHORTEST_KEY = 32;

    ExportProperties {
        int bytes = pseudonymKey.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > 0 && bytes < SHORTEST_KEY) {
            throw new StartFailureException(
                    "The key for pseudonyms, PACO_PSEUDONYM_KEY, has " + bytes + " bytes; it must have at least "
                            + SHORTEST_KEY + ".",
                    "Set it to a longer one, for example of: openssl rand -base64 32");
        }
        if (fetchSize < 1) {
            throw new StartFailureException(
                    "paco.console.export.fetch-size is " + fetchSize + "; it must be at least 1.",
                    "Leave it out, or set it to 1 or more.");
        }
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "ExportProperties[fetchSize=" + fetchSize + ", statementTimeout=" + statementTimeout + "]";
    }
}
