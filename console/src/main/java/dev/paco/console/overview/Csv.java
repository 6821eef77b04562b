package dev.paco.console.overview;

import dev.paco.console.csv.CsvLines;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes what {@link Sql} finds as CSV (RFC 4180), in the same order. */
final class Csv {

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
        return file(
                List.of("messages", "conversations", "participants", "avg_length"),
                Stream.of(cells(
                        overview.messages(),
                        overview.conversations(),
                        overview.participants(),
                        overview.averageLength())));
    }

    static String conversationsHead() {
        return CsvLines.SAFE.line(List.of("research_id", "conversation_id", "messages", "started", "ended"));
    }

    static String conversation(LongConversation conversation) {
        return CsvLines.SAFE.line(cells(
                conversation.researchId(),
                conversation.conversationId(),
                conversation.messages(),
                conversation.started(),
                conversation.ended()));
    }

    private static String file(List<String> head, Stream<List<@Nullable Object>> lines) {
        StringBuilder file = new StringBuilder(CsvLines.SAFE.line(head));
        lines.map(CsvLines.SAFE::line).forEach(file::append);
        return file.toString();
    }

    private static List<@Nullable Object> cells(@Nullable Object... values) {
        return Arrays.asList(values);
    }
}
