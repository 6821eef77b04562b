package dev.paco.consumer.command;

import dev.paco.common.event.IsoTimestamp;
import dev.paco.consumer.deadletter.LetterId;
import dev.paco.consumer.redrive.LetterFilter;
import dev.paco.consumer.redrive.LetterState;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that choose letters. */
final class LetterOptions {

    @Option(
            names = "--reason",
            split = ",",
            paramLabel = "<code>",
            description = "Refused for one of these reasons, such as unknown_participant.")
    private Set<String> reasons = new TreeSet<>();

    @Option(
            names = "--since",
            paramLabel = "<time>",
            converter = TimeConverter.class,
            description = "Refused at this time or later (ISO 8601, UTC without an offset).")
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "<time>",
            converter = TimeConverter.class,
            description = "Refused before this time.")
    private @Nullable Instant until;

    @Option(names = "--research-id", paramLabel = "<id>", description = "Of this participant.")
    private @Nullable String researchId;

    @Option(names = "--conversation", paramLabel = "<id>", description = "Of this conversation, the record's key.")
    private @Nullable String conversation;

    boolean isEmpty() {
        return reasons.isEmpty() && since == null && until == null && researchId == null && conversation == null;
    }

    /** What these options and {@code ids} choose of the letters in {@code states}. */
    LetterFilter filter(Set<LetterId> ids, Set<LetterState> states) {
        return new LetterFilter(ids, reasons, since, until, researchId, conversation, states);
    }

    /** Reads a time. */
    static final class TimeConverter implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String value) {
            return IsoTimestamp.parse(value)
                    .orElseThrow(() ->
                            new TypeConversionException("'" + value + "' is no time such as 2025-01-08T16:00:00Z"));
        }
    }

    /** Reads the name of a letter. */
    static final class LetterIdConverter implements ITypeConverter<LetterId> {
        @Override
        public LetterId convert(String value) {
            return LetterId.of(value)
                    .orElseThrow(
                            () -> new TypeConversionException("'" + value + "' is no letter's name such as 3-1042"));
        }
    }
}
