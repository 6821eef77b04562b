package dev.paco.console.deadletter;

import dev.paco.common.event.IsoTimestamp;
import dev.paco.consumer.redrive.LetterFilter;
import dev.paco.consumer.redrive.LetterState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What was typed into the filters.
 *
 * @param reason a code; empty for all
 * @param state a code, or {@code all}
 * @param since a time; empty for all
 * @param until a time; empty for all
 * @param participant empty for all
 * @param conversation empty for all
 */
record LetterQuery(String reason, String state, String since, String until, String participant, String conversation) {

    private static final String ALL = "all";

    static LetterQuery of(MultiValueMap<String, String> fields) {
        String state = text(fields, "state");
        return new LetterQuery(
                text(fields, "reason"),
                state.isEmpty() ? LetterState.OPEN.code() : state,
                text(fields, "since"),
                text(fields, "until"),
                text(fields, "participant"),
                text(fields, "conversation"));
    }

    private static String text(MultiValueMap<String, String> fields, String name) {
        String value = fields.getFirst(name);
        return value == null ? "" : value.strip();
    }

    /** What is wrong with it, as a sentence that names the field; empty when nothing is. */
    Optional<String> fault() {
        if (!state.equals(ALL) && LetterState.of(state).isEmpty()) {
            return Optional.of("State: '" + state + "' is none of open, redriven, discarded and all.");
        }
        return Stream.of(timeFault("Refused since", since), timeFault("Refused before", until))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> timeFault(String field, String value) {
        return value.isEmpty() || IsoTimestamp.parse(value).isPresent()
                ? Optional.empty()
                : Optional.of(field + ": '" + value + "' is no time such as 2025-01-08T16:00:00Z.");
    }

    /** Why not all that match can be acted on; empty when they can. */
    Optional<String> faultOfAll() {
        return showsOpen()
                ? Optional.empty()
                : Optional.of("State: only open letters are acted on all at once, and these are " + state + ".");
    }

    /** Whether open letters are among those that a list shows. */
    boolean showsOpen() {
        return state.equals(ALL) || state.equals(LetterState.OPEN.code());
    }

    /** What a list shows; of a query without a {@link #fault}. */
    LetterFilter filter() {
        return filter(
                state.equals(ALL) ? Set.of() : Set.of(LetterState.of(state).orElseThrow()));
    }

    /** What is acted on when nothing is named: open letters alone. */
    LetterFilter openFilter() {
        return filter(Set.of(LetterState.OPEN));
    }

    private LetterFilter filter(Set<LetterState> states) {
        return new LetterFilter(
                Set.of(),
                reason.isEmpty() ? Set.of() : Set.of(reason),
                time(since),
                time(until),
                emptyIsNull(participant),
                emptyIsNull(conversation),
                states);
    }

    private static @Nullable Instant time(String value) {
        return IsoTimestamp.parse(value).orElse(null);
    }

    private static @Nullable String emptyIsNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** The same for the record, and for an address. */
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("reason", reason);
        fields.put("state", state);
        fields.put("since", since);
        fields.put("until", until);
        fields.put("participant", participant);
        fields.put("conversation", conversation);
        fields.values().removeIf(String::isEmpty);
        return fields;
    }

    /** The list with these filters. */
    String address() {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/dead-letters");
        fields().forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(fields()).toUriString();
    }
}
