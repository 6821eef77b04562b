package dev.paco.console.csv;

import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;

/** Writes lines of CSV (RFC 4180) that no spreadsheet takes for a formula. */
public final class CsvLine {

    private static final String FORMULA_STARTS = "=+-@\t\r";
    private static final CSVFormat FORMAT = CSVFormat.RFC4180;

    private CsvLine() {}

    /** A line with its end; what would begin a formula has an apostrophe before it. */
    public static String of(Object... cells) {
        return FORMAT.format(Stream.of(cells).map(CsvLine::safe).toArray()) + "\r\n";
    }

    private static Object safe(Object cell) {
        return cell instanceof String text && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : cell;
    }
}
