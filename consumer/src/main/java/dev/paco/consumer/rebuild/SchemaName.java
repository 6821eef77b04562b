package dev.paco.consumer.rebuild;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a schema that needs no quotes.
 *
 * @param value lower-case letters, digits and underscores
 */
public record SchemaName(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    /** The schema of this name; empty when it is none that may be made. */
    public static Optional<SchemaName> of(String name) {
        return FORM.matcher(name).matches() && !name.startsWith("pg_") && !name.equals("information_schema")
                ? Optional.of(new SchemaName(name))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
