package dev.paco.consumer.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Reads headers of records that hold a text. */
public final class HeaderText {

    private HeaderText() {}

    /** The last one of that name; empty when there is none, or none with a value. */
    public static Optional<String> of(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), UTF_8));
    }
}
