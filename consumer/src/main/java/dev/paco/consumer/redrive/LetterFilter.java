package dev.paco.consumer.redrive;

import dev.paco.consumer.deadletter.LetterId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses letters to which all of this applies; what is null or empty applies to each.
 *
 * @param ids their names
 * @param reasons codes of why they were refused
 * @param since when they were last refused, at the earliest
 * @param until before when they were last refused
 * @param researchId whose they are
 * @param conversation the key of their records
 * @param states what was done with them
 */
public record LetterFilter(
        Set<LetterId> ids,
        Set<String> reasons,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String researchId,
        @Nullable String conversation,
        Set<LetterState> states) {

    public LetterFilter {
        ids = Set.copyOf(ids);
        reasons = Set.copyOf(reasons);
        states = Set.copyOf(states);
    }

    /** Whether all of it applies to {@code letter}, which is in {@code state}. */
    public boolean test(Letter letter, LetterState state) {
        return (ids.isEmpty() || ids.contains(letter.id()))
                && (reasons.isEmpty() || reasons.contains(letter.reason()))
                && (since == null || !letter.refusedAt().isBefore(since))
                && (until == null || letter.refusedAt().isBefore(until))
                && (researchId == null || researchId.equals(letter.researchId()))
                && (conversation == null || conversation.equals(letter.conversation()))
                && (states.isEmpty() || states.contains(state));
    }
}
