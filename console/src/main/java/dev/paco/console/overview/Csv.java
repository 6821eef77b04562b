package dev.paco.console.overview;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/** Writes what {@link Sql} finds as CSV (RFC 4180), in the same order. */
final class Csv {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180;
    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private Csv() {}

    /** The file of a chart but the conversations'. */
    static String of(Chart chart, Overview overview) {
        return switch (chart) {
            case FIGURES -> figures(overview);
            case PER_PERIOD ->
                file(
                        List.of(overview.period().label(), "provider", "messages"),
                        overview.perPeriod().stream()
                                .map(count -> cells(count.start(), count.provider(), count.messages())));
            case BY_PROVIDER ->
                file(
                        List.of("provider", "messages"),
                        overview.byProvider().stream().map(count -> cells(count.provider(), count.messages())));
            case SIZES ->
                file(
                        List.of("messages", "conversations"),
                        overview.sizeLines().stream()
                                .map(line -> cells(line.size().label(), line.conversations())));
            case LENGTHS ->
                file(
                        List.of("provider", "role", "avg_length"),
                        overview.lengths().stream()
                                .map(length -> cells(length.provider(), length.role(), length.average())));
            case CONVERSATIONS -> conversationsHead();
        };
    }

    private static String figures(Overview overview) {
        BigDecimal average = overview.averageLength();
        return file(
                List.of("messages", "conversations", "participants", "avg_length"),
                Stream.of(List.of(
                        Long.toString(overview.messages()),
                        Long.toString(overview.conversations()),
                        Long.toString(overview.participants()),
                        average == null ? "" : average.toString())));
    }

    static String conversationsHead() {
        return row(List.of("research_id", "conversation_id", "messages", "started", "ended"));
    }

    static String conversation(LongConversation conversation) {
        return row(cells(
                conversation.researchId(),
                conversation.conversationId(),
                conversation.messages(),
                conversation.started(),
                conversation.ended()));
    }

    private static String file(List<String> head, Stream<List<String>> lines) {
        StringBuilder file = new StringBuilder(row(head));
        lines.map(Csv::row).forEach(file::append);
        return file.toString();
    }

    private static List<String> cells(@Nullable Object... values) {
        return Stream.of(values).map(Csv::cell).toList();
    }

    /** Ids come from outside: one that a spreadsheet would take for a formula gets an apostrophe, so that it is text. */
    private static String cell(@Nullable Object value) {
        if (value instanceof String text && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0) {
            return "'" + text;
        }
        return value == null ? "" : value.toString();
    }

    private static String row(List<String> cells) {
        try {
            StringBuilder row = new StringBuilder();
            FORMAT.printRecord(row, cells.toArray());
            return row.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
