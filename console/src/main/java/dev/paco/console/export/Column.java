package dev.paco.console.export;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a file of exported rows, or a member of its JSON objects.
 *
 * @param type as the data dictionary names it
 * @param meaning as the data dictionary tells it
 * @param value a text or a number; null for none
 */
record Column<T>(String name, String type, String meaning, Function<T, @Nullable Object> value) {

    static <T> Column<T> text(String name, String meaning, Function<T, @Nullable Object> value) {
        return new Column<>(name, "text", meaning, value);
    }

    static <T> Column<T> number(String name, String meaning, Function<T, @Nullable Object> value) {
        return new Column<>(name, "integer", meaning, value);
    }

    static <T> Column<T> time(String name, String meaning, Function<T, @Nullable Object> value) {
        return new Column<>(name, "time", meaning, value);
    }

    /** The same column of something that has a {@code T}. */
    <S> Column<S> of(Function<S, T> part) {
        return new Column<>(name, type, meaning, part.andThen(value));
    }
}
