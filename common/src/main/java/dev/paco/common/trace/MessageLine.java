package dev.paco.common.trace;

import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;

/** A line of the log about one message: says which one, and in which trace it goes, in fields that every module names alike. */
public final class MessageLine {

    /** The message's key. */
    public static final String MESSAGE_KEY = "message_key";

    /** The id of the trace that it came with. */
    public static final String TRACE_ID = "trace.id";

    private MessageLine() {}

    /** {@code line} with those of the fields that are known. */
    public static LoggingEventBuilder of(
            LoggingEventBuilder line, @Nullable String messageKey, @Nullable String traceparent) {
        LoggingEventBuilder keyed = messageKey == null ? line : line.addKeyValue(MESSAGE_KEY, messageKey);
        return Traceparent.parse(traceparent)
                .map(trace -> keyed.addKeyValue(TRACE_ID, trace.traceId()))
                .orElse(keyed);
    }
}
