package dev.paco.console.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries; what is empty or null tells nothing apart.
 *
 * @param from at or after
 * @param to before
 */
public record AuditFilter(
        String username,
        String act,
        String subject,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** All that is noted about {@code subject}. */
    public static AuditFilter about(String subject) {
        return new AuditFilter("", "", subject, null, null);
    }
}
