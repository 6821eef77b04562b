package dev.paco.console.audit;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What the form of the audit asks for, as typed.
 *
 * @param from a time of UTC, without a zone
 * @param to the same
 * @param before id of the last entry of the page before; null for the first page
 */
record AuditQuestion(
        @Nullable String user,
        @Nullable String act,
        @Nullable String subject,
        @Nullable String from,
        @Nullable String to,
        @Nullable Long before) {

    private static final int LAST_YEAR = 9999;

    /** The filter that it means; fails with 400 and a reason. */
    AuditFilter filter() {
        return new AuditFilter(text(user), text(act), text(subject), time("From", from), time("Until", to));
    }

    /** The id before which entries are looked for. */
    long start() {
        return before == null ? AuditStore.NEWEST : before;
    }

    /** The same again, for links and to be noted. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("user", text(user));
        fields.put("act", text(act));
        fields.put("subject", text(subject));
        fields.put("from", text(from));
        fields.put("to", text(to));
        return fields;
    }

    /** No entry holds U+0000, which Postgres would refuse. */
    private static String text(@Nullable String field) {
        return field == null ? "" : field.strip().replace("\0", "");
    }

    private static @Nullable Instant time(String name, @Nullable String field) {
        String text = text(field);
        if (text.isEmpty()) {
            return null;
        }
        try {
            LocalDateTime time = LocalDateTime.parse(text);
            if (time.getYear() > 0 && time.getYear() <= LAST_YEAR) {
                return time.toInstant(ZoneOffset.UTC);
            }
        } catch (DateTimeParseException e) {
            throw fault(name, text, e);
        }
        throw fault(name, text, null);
    }

    private static ResponseStatusException fault(String name, String text, @Nullable Throwable cause) {
        return new ResponseStatusException(
                HttpStatus.BAD_REQUEST, name + " is no time such as 2026-11-24T17:00: " + text, cause);
    }
}
