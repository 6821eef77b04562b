package dev.paco.console.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The conditions of a statement, all of which must hold, and the values of its parameters. */
public final class Conditions {

    private final StringJoiner conditions = new StringJoiner(" AND ").setEmptyValue("true");
    private final List<Object> values = new ArrayList<>();

    /** Adds a condition, in which {@code ?} stands for the value; none when the value is null. */
    public Conditions and(String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition.replace("?", parameter(value)));
        }
        return this;
    }

    /** Adds a value, and returns what stands for it in the statement: {@code $3}. */
    public String parameter(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    /** What comes after {@code WHERE}. */
    public String sql() {
        return conditions.toString();
    }

    /** In the order of their numbers. */
    public List<Object> values() {
        return List.copyOf(values);
    }
}
