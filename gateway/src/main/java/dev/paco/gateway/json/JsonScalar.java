package dev.paco.gateway.json;

import java.math.BigInteger;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The value of a field, as far as it is looked at.
 *
 * @param kind what it is
 * @param text the string, or the decimal digits of an integer; else empty
 */
record JsonScalar(Kind kind, String text) {

    enum Kind {
        STRING,
        INTEGER,
        TRUE,
        FALSE,
        NULL,
        OTHER
    }

    private static final int MAX_DIGITS = 256;

    static JsonScalar of(JsonToken token, JsonParser parser) {
        return switch (token) {
            case VALUE_STRING -> new JsonScalar(Kind.STRING, parser.getString());
            case VALUE_NUMBER_INT -> new JsonScalar(Kind.INTEGER, decimal(parser.getString()));
            case VALUE_TRUE -> new JsonScalar(Kind.TRUE, "");
            case VALUE_FALSE -> new JsonScalar(Kind.FALSE, "");
            case VALUE_NULL -> new JsonScalar(Kind.NULL, "");
            default -> {
                parser.skipChildren();
                yield new JsonScalar(Kind.OTHER, "");
            }
        };
    }

    /** The shortest form, so that -0 is 0; what is too long to be valid anyway is not calculated with. */
    private static String decimal(String digits) {
        return digits.length() > MAX_DIGITS ? digits : new BigInteger(digits).toString();
    }
}
