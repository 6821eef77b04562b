package dev.paco.gateway.json;

import dev.paco.common.text.UnicodeText;
import dev.paco.gateway.json.JsonScalar.Kind;
import dev.paco.gateway.problem.FieldFault;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request, taken one by one; faults are collected rather than thrown, so that a client learns of all
 * of them at once. What a method gives for a field with a fault is of no use: ask {@link #faults()} before.
 */
public final class JsonFields {

    /** What is longer is out of every range by its first digits already. */
    private static final int LONGEST_NUMBER = 40;

    private static final JsonScalar ABSENT = new JsonScalar(Kind.NULL, "");

    private final Map<String, JsonScalar> fields;
    private final List<FieldFault> faults = new ArrayList<>();

    JsonFields(Map<String, JsonScalar> fields) {
        this.fields = fields;
    }

    /** A required string of at least {@code min} and at most {@code max} Unicode code points. */
    public String text(String name, int min, int max) {
        String text = string(name);
        int length = UnicodeText.length(text);
        if (!isFaulty(name) && (length < min || length > max)) {
            fault(name, "must have " + min + " to " + max + " characters, has " + length);
        }
        UnicodeText.faultOf(text).ifPresent(fault -> fault(name, fault.message()));
        return text;
    }

    /** A required string without further rules. */
    public String string(String name) {
        JsonScalar value = valueOf(name);
        if (value.kind() == Kind.NULL) {
            fault(name, fields.containsKey(name) ? "must be a string, is null" : "is missing");
        } else if (value.kind() != Kind.STRING) {
            fault(name, "must be a string");
        }
        return value.text();
    }

    /** A required string that {@code parser} knows. */
    public <T> @Nullable T oneOf(String name, Function<String, Optional<T>> parser, String allowed) {
        String text = string(name);
        return isFaulty(name) ? null : known(name, text, parser, allowed);
    }

    /** An optional string that {@code parser} knows; {@code fallback} when it is absent or null. */
    public <T> @Nullable T oneOf(String name, Function<String, Optional<T>> parser, String allowed, T fallback) {
        return valueOf(name).kind() == Kind.NULL ? fallback : oneOf(name, parser, allowed);
    }

    /** An optional identifier of at most {@code max} characters and without controls; empty counts as absent. */
    public @Nullable String identifier(String name, int max) {
        JsonScalar value = valueOf(name);
        if (value.kind() == Kind.NULL) {
            return null;
        }
        String identifier = string(name);
        return isFaulty(name) ? null : checked(name, identifier, max);
    }

    /** As {@link #identifier}, and a JSON integer counts as its decimal digits. */
    public @Nullable String identifierOrInteger(String name, int max) {
        JsonScalar value = valueOf(name);
        return value.kind() == Kind.INTEGER ? checked(name, value.text(), max) : identifier(name, max);
    }

    /** An optional whole number from {@code min} to {@code max}; {@code fallback} when it is absent or null. */
    public int integer(String name, int min, int max, int fallback) {
        JsonScalar value = valueOf(name);
        if (value.kind() == Kind.NULL) {
            return fallback;
        }
        if (value.kind() == Kind.INTEGER) {
            BigInteger number = new BigInteger(
                    value.text().substring(0, Math.min(value.text().length(), LONGEST_NUMBER)));
            if (number.compareTo(BigInteger.valueOf(min)) >= 0 && number.compareTo(BigInteger.valueOf(max)) <= 0) {
                return number.intValueExact();
            }
        }
        fault(name, "must be a whole number from " + min + " to " + max);
        return fallback;
    }

    /** A required field that must be {@code true}. */
    public void isTrue(String name) {
        if (valueOf(name).kind() != Kind.TRUE) {
            fault(name, fields.containsKey(name) ? "must be true" : "is missing");
        }
    }

    /** Adds a fault that the caller has found. */
    public void fault(String name, String message) {
        faults.add(new FieldFault(name, message));
    }

    /** All faults so far, in the order in which the fields were asked for. */
    public List<FieldFault> faults() {
        return faults;
    }

    private @Nullable String checked(String name, String identifier, int max) {
        int length = UnicodeText.length(identifier);
        if (length > max) {
            fault(name, "must have at most " + max + " characters, has " + length);
        }
        UnicodeText.faultOfIdentifier(identifier).ifPresent(fault -> fault(name, fault.message()));
        return identifier.isEmpty() ? null : identifier;
    }

    private <T> @Nullable T known(String name, String text, Function<String, Optional<T>> parser, String allowed) {
        Optional<T> value = parser.apply(text);
        if (value.isEmpty()) {
            fault(name, "must be " + allowed);
        }
        return value.orElse(null);
    }

    private boolean isFaulty(String name) {
        return faults.stream().anyMatch(fault -> fault.field().equals(name));
    }

    private JsonScalar valueOf(String name) {
        return fields.getOrDefault(name, ABSENT);
    }
}
