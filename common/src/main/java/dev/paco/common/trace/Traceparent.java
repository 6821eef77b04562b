package dev.paco.common.trace;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code traceparent}: which step of which trace has led here.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId of that step, 16 hexadecimal digits
 * @param flags one byte as two hexadecimal digits
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>
 */
public record Traceparent(String traceId, String spanId, String flags) {

    private static final Pattern HEADER =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})");
    private static final int HEXADECIMAL = 16;
    private static final int SAMPLED = 1;

    /** Of a step of ours. */
    public static Traceparent of(String traceId, String spanId, boolean sampled) {
        return new Traceparent(traceId, spanId, sampled ? "01" : "00");
    }

    /** Empty for what is not well-formed, which must be ignored (3.2). */
    public static Optional<Traceparent> parse(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher matcher = HEADER.matcher(header);
        return matcher.matches()
                ? Optional.of(new Traceparent(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    /** Whether whoever began the trace wants it recorded. */
    public boolean isSampled() {
        return (Integer.parseInt(flags, HEXADECIMAL) & SAMPLED) != 0;
    }

    /** As the value of a header. */
    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }
}
