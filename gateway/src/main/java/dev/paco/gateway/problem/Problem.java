package dev.paco.gateway.problem;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Why a request is refused.
 *
 * @param code the stable reason
 * @param detail a sentence for people; nothing internal and nothing of another participant
 * @param errors the faults of single fields, for {@link ProblemCode#INVALID_FIELDS}; else empty
 * @param headers further response headers
 */
public record Problem(ProblemCode code, String detail, List<FieldFault> errors, Map<String, String> headers) {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** A refusal that is told by its code and one sentence. */
    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, List.of(), headersOf(code));
    }

    /** A refusal because of fields; its detail repeats all of them for clients that show nothing else. */
    public static Problem ofFields(List<FieldFault> errors) {
        String detail = errors.stream()
                .map(fault -> fault.field() + " " + fault.message())
                .collect(Collectors.joining("; "));
        return new Problem(ProblemCode.INVALID_FIELDS, detail, List.copyOf(errors), Map.of());
    }

    /** The answer to whoever has no valid token, whatever is wrong with it. */
    public static Problem unauthenticated(ProblemCode code) {
        return of(code, "Could not validate credentials");
    }

    /** The answer to whoever asks too often; {@code wait} is rounded up to seconds. */
    public static Problem tooManyRequests(Duration wait) {
        long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        return new Problem(
                ProblemCode.TOO_MANY_REQUESTS,
                "Too many requests; try again in " + seconds + " s",
                List.of(),
                Map.of("Retry-After", Long.toString(seconds)));
    }

    private static Map<String, String> headersOf(ProblemCode code) {
        return switch (code.status()) {
            case UNAUTHORIZED -> Map.of("WWW-Authenticate", "Bearer");
            case SERVICE_UNAVAILABLE -> Map.of("Retry-After", Long.toString(RETRY_AFTER.toSeconds()));
            default -> Map.of();
        };
    }
}
