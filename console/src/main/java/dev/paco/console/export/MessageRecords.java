package dev.paco.console.export;

import java.util.function.Function;

/**
 * A record for each message.
 *
 * @param begin what stands before the first
 * @param record with the end of its line
 */
record MessageRecords(String begin, Function<ExportedMessage, String> record) implements RecordLines {

    @Override
    public String add(ExportedMessage message) {
        return record.apply(message);
    }

    @Override
    public String end() {
        return "";
    }
}
