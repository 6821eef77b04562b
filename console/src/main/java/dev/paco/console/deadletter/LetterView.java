package dev.paco.console.deadletter;

import dev.paco.consumer.redrive.LetterContents;
import dev.paco.consumer.redrive.LetterContents.HeaderField;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A letter with all that is in it.
 *
 * @param line what it is
 * @param headers in their order
 * @param key of the record
 * @param value of the record
 */
record LetterView(LetterPage.Line line, List<HeaderLine> headers, String key, ShownBytes value) {

    /** A header; bytes that are no text as hexadecimal digits. */
    record HeaderLine(String name, String value) {}

    static LetterView of(LetterPage.Line line, LetterContents contents, JsonMapper mapper) {
        return new LetterView(
                line,
                contents.headers().stream().map(LetterView::header).toList(),
                text(contents.key()),
                ShownBytes.of(contents.value(), mapper));
    }

    private static HeaderLine header(HeaderField field) {
        return new HeaderLine(field.name(), text(field.value()));
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null
                ? "(none)"
                : ShownBytes.text(bytes).orElseGet(() -> "0x" + HexFormat.of().formatHex(bytes));
    }
}
