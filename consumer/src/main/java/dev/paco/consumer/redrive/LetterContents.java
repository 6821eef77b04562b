package dev.paco.consumer.redrive;

import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The bytes of a letter: what a participant said may be among them. */
public final class LetterContents {

    private final ConsumerRecord<byte[], byte[]> record;

    LetterContents(ConsumerRecord<byte[], byte[]> record) {
        this.record = record;
    }

    /** The record's key. */
    public byte @Nullable [] key() {
        return record.key();
    }

    /** The record's value. */
    public byte @Nullable [] value() {
        return record.value();
    }

    /** The record's headers, in their order. */
    public List<HeaderField> headers() {
        return headerFields().toList();
    }

    private Stream<HeaderField> headerFields() {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .map(header -> new HeaderField(header.key(), header.value()));
    }

    /** A header of the record. */
    public static final class HeaderField {

        private final String name;
        private final byte @Nullable [] value;

        HeaderField(String name, byte @Nullable [] value) {
            this.name = name;
            this.value = value;
        }

        /** What it is called; not unique. */
        public String name() {
            return name;
        }

        /** Its bytes. */
        public byte @Nullable [] value() {
            return value;
        }
    }
}
