package dev.paco.console.filter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The fields of a form that chooses messages, as they were typed; empty where nothing was.
 *
 * @param from a day, or a time of UTC such as {@code 2026-11-24T17:00}
 * @param to the same; a day is meant as a whole
 */
public record TypedFilter(String participant, String conversation, String provider, String from, String to) {

    /** Those that there are. */
    public static final List<String> PROVIDERS = List.of("elevenlabs", "openai");

    private static final int LONGEST_PARTICIPANT = 50;
    private static final int LONGEST_CONVERSATION = 255;
    private static final int LENGTH_OF_A_DAY = 10;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** The fields of a query. */
    public static TypedFilter of(MultiValueMap<String, String> query) {
        return new TypedFilter(
                stripped(query.getFirst("participant")),
                stripped(query.getFirst("conversation")),
                stripped(query.getFirst("provider")),
                stripped(query.getFirst("from")),
                stripped(query.getFirst("to")));
    }

    /** The text without blanks around it; empty for null. */
    public static String stripped(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /** What is wrong with it; empty when {@link #understood} may be called. */
    public List<FilterProblem> problems() {
        List<FilterProblem> problems = new ArrayList<>();
        checkText("participant", "Participant", participant, LONGEST_PARTICIPANT, problems);
        checkText("conversation", "Conversation", conversation, LONGEST_CONVERSATION, problems);
        if (!provider.isEmpty() && !PROVIDERS.contains(provider)) {
            problems.add(new FilterProblem(
                    "provider", "Provider: “%s” is none of %s.".formatted(provider, String.join(", ", PROVIDERS))));
        }
        checkTime("from", "From", from, problems);
        checkTime("to", "To", to, problems);
        if (problems.isEmpty()) {
            MessageFilter filter = understood();
            if (filter.from() != null && filter.to() != null && !filter.from().isBefore(filter.to())) {
                problems.add(new FilterProblem("to", "To: “%s” is not after From, “%s”.".formatted(to, from)));
            }
        }
        return problems;
    }

    private static void checkText(String field, String label, String text, int longest, List<FilterProblem> problems) {
        if (text.length() > longest) {
            problems.add(new FilterProblem(field, "%s: longer than %d characters.".formatted(label, longest)));
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            problems.add(new FilterProblem(field, label + ": has a control character."));
        }
    }

    private static void checkTime(String field, String label, String text, List<FilterProblem> problems) {
        try {
            time(text, false);
        } catch (DateTimeException e) {
            problems.add(new FilterProblem(
                    field,
                    "%s: “%s” is no day or time; write 2026-11-24 or 2026-11-24T17:00, in UTC."
                            .formatted(label, text)));
        }
    }

    /** What is meant. */
    public MessageFilter understood() {
        return new MessageFilter(
                orNull(participant), orNull(conversation), orNull(provider), time(from, false), time(to, true));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Instant time(String text, boolean endOfDay) {
        if (text.isEmpty()) {
            return null;
        }
        Instant time = text.length() == LENGTH_OF_A_DAY ? day(text, endOfDay) : moment(text);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new DateTimeException("beyond what Postgres keeps");
        }
        return time;
    }

    private static Instant day(String text, boolean end) {
        LocalDate day = LocalDate.parse(text);
        return (end ? day.plusDays(1) : day).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant moment(String text) {
        return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    /** The fields that are not empty, by their names. */
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, "participant", participant);
        put(fields, "conversation", conversation);
        put(fields, "provider", provider);
        put(fields, "from", from);
        put(fields, "to", to);
        return fields;
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }

    /** A path with fields behind its question mark. */
    public static String link(String path, Map<String, String> fields) {
        UriComponentsBuilder link = UriComponentsBuilder.fromPath(path);
        fields.forEach((name, value) -> link.queryParam(name, "{" + name + "}"));
        return link.encode().buildAndExpand(fields).toUriString();
    }
}
