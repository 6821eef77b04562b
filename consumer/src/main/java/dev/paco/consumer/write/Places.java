package dev.paco.consumer.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What many rows share, each once, and where in that list what a row has stands; the first place is 1, as in arrays of Postgres. */
final class Places<T> {

    private final Map<T, Integer> places = new LinkedHashMap<>();
    private final List<@Nullable Integer> ofRows;

    private Places(int rows) {
        this.ofRows = new ArrayList<>(rows);
    }

    /** What {@code rows} have; null where one has nothing. */
    static <R, T> Places<T> of(List<R> rows, Function<R, @Nullable T> shared) {
        Places<T> all = new Places<>(rows.size());
        for (R row : rows) {
            T value = shared.apply(row);
            all.ofRows.add(value == null ? null : all.places.computeIfAbsent(value, unseen -> all.places.size() + 1));
        }
        return all;
    }

    /** Each once, in the order of their places. */
    List<T> values() {
        return List.copyOf(places.keySet());
    }

    /** Of each row the place of what it has. */
    List<@Nullable Integer> ofRows() {
        return ofRows;
    }

    /** Where {@code value}, which a row has, stands. */
    int place(T value) {
        return Objects.requireNonNull(places.get(value));
    }
}
