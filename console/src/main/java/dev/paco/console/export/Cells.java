package dev.paco.console.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of something, by columns. */
final class Cells {

    private Cells() {}

    static List<String> names(List<? extends Column<?>> columns) {
        return columns.stream().<String>map(Column::name).toList();
    }

    static <T> List<@Nullable Object> list(List<Column<T>> columns, T row) {
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        for (Column<T> column : columns) {
            values.add(column.value().apply(row));
        }
        return values;
    }

    static <T> Map<String, @Nullable Object> map(List<Column<T>> columns, T row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Column<T> column : columns) {
            values.put(column.name(), column.value().apply(row));
        }
        return values;
    }
}
