package dev.paco.console.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as lines of RFC 4180, each with its CR LF.
 *
 * @param formulaSafe whether texts are written {@link FormulaSafe}; numbers never need it
 */
public record CsvLines(boolean formulaSafe) {

    /** Lines that no spreadsheet takes for formulas. */
    public static final CsvLines SAFE = new CsvLines(true);

    /** One record; null is an empty cell. */
    public String line(List<? extends @Nullable Object> cells) {
        StringBuilder line = new StringBuilder();
        try {
            CSVFormat.RFC4180.printRecord(line, cells.stream().map(this::cell).toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    private @Nullable Object cell(@Nullable Object value) {
        return formulaSafe && value instanceof String text ? FormulaSafe.cell(text) : value;
    }
}
