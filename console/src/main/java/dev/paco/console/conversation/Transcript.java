package dev.paco.console.conversation;

import dev.paco.console.page.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Some turns of a conversation, in the order in which it is read.
 *
 * @param earlier where the turns before these begin; null when there are none
 * @param later where the turns after these begin; null when there are none
 */
record Transcript(
        List<Turn> turns,
        @Nullable Position earlier,
        @Nullable Position later) {

    private static final Times TIMES = new Times();

    /** From which on a pause is shown. */
    static final Duration LONG_PAUSE = Duration.ofMinutes(10);

    /**
     * Puts together what there is of some messages.
     *
     * @param previous the message before the first of them; null at the beginning
     */
    static Transcript of(
            List<Message> messages,
            List<Revision> revisions,
            List<IdGap> gaps,
            @Nullable Message previous,
            @Nullable Position later) {
        Map<Integer, List<Revision>> revisionsOf =
                revisions.stream().collect(Collectors.groupingBy(Revision::messageId));
        Map<Integer, String> missingAfter = missingAfter(messages, gaps);
        List<Turn> turns = new ArrayList<>();
        Message before = previous;
        for (Message message : messages) {
            turns.add(new Turn(
                    message,
                    revisionsOf.getOrDefault(message.id(), List.of()),
                    pause(before, message),
                    missingAfter.get(message.id())));
            before = message;
        }
        return new Transcript(turns, previous == null ? null : previous.position(), later);
    }

    /** By the last message that has the id before a gap. */
    private static Map<Integer, String> missingAfter(List<Message> messages, List<IdGap> gaps) {
        Map<String, Integer> lastWith = new HashMap<>();
        messages.stream()
                .filter(message -> message.elevenLabsId() != null)
                .forEach(message -> lastWith.put(Objects.requireNonNull(message.elevenLabsId()), message.id()));
        Map<Integer, String> missing = new HashMap<>();
        gaps.forEach(gap -> {
            Integer message = lastWith.get(Long.toString(gap.after()));
            if (message != null) {
                missing.put(message, gap.sentence());
            }
        });
        return missing;
    }

    private static @Nullable String pause(@Nullable Message before, Message message) {
        Instant from = before == null ? null : before.at();
        Instant to = message.at();
        if (from == null || to == null) {
            return null;
        }
        Duration pause = Duration.between(from, to);
        return pause.compareTo(LONG_PAUSE) > 0 ? "A pause of " + TIMES.length(pause) : null;
    }
}
