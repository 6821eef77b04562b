package dev.paco.console.export;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a column of a file means.
 *
 * @param file which file has it
 */
record DictionaryEntry(String file, String column, String type, String meaning) {

    /** Of all files, in the order of their columns. */
    static List<DictionaryEntry> all() {
        return Stream.concat(of(What.MESSAGES, Columns.MESSAGES), of(What.TRANSCRIPTS, Columns.TRANSCRIPTS))
                .toList();
    }

    /** As a record of a file. */
    List<String> cells() {
        return List.of(file, column, type, meaning);
    }

    private static Stream<DictionaryEntry> of(What what, List<? extends Column<?>> columns) {
        return columns.stream()
                .map(column -> new DictionaryEntry(
                        what.name().toLowerCase(Locale.ROOT), column.name(), column.type(), column.meaning()));
    }
}
