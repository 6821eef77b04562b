package dev.paco.consumer.adopt;

import dev.paco.common.identity.MessageKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one legacy row: a key, or a reason for having none.
 *
 * @param id the row
 * @param key its key; null when there is a reason
 * @param reason why it has none; null when there is a key
 * @param twinOf the row that says the same; null unless the reason is {@link KeylessReason#TWIN}
 */
record Verdict(
        int id,
        @Nullable UUID key,
        @Nullable KeylessReason reason,
        @Nullable Integer twinOf) {

    /**
     * The keys that {@code rows} would have; none for a row with an obstacle.
     *
     * @return by row id
     */
    static Map<Integer, UUID> keys(List<LegacyRow> rows) {
        Map<Integer, UUID> keys = new HashMap<>();
        for (LegacyRow row : rows) {
            if (row.obstacle().isEmpty()) {
                keys.put(row.id(), MessageKey.of(row.identity()));
            }
        }
        return keys;
    }

    /**
     * Judges {@code rows}, in their order: the first of a key gets it.
     *
     * @param keys what {@link #keys} returned
     * @param holders ids of the rows that answer to a key already
     */
    static List<Verdict> over(List<LegacyRow> rows, Map<Integer, UUID> keys, Map<UUID, Integer> holders) {
        Map<UUID, Integer> firsts = new HashMap<>(holders);
        List<Verdict> verdicts = new ArrayList<>(rows.size());
        for (LegacyRow row : rows) {
            Optional<KeylessReason> obstacle = row.obstacle();
            verdicts.add(
                    obstacle.isPresent()
                            ? new Verdict(row.id(), null, obstacle.get(), null)
                            : ofKey(row.id(), keys.get(row.id()), firsts));
        }
        return verdicts;
    }

    /** How many there are of each kind. */
    static Adoption count(List<Verdict> verdicts) {
        long keyed = verdicts.stream().filter(v -> v.reason() == null).count();
        long twins =
                verdicts.stream().filter(v -> v.reason() == KeylessReason.TWIN).count();
        return new Adoption(keyed, twins, verdicts.size() - keyed - twins, true);
    }

    /** The reason as the table holds it. */
    @Nullable
    String reasonColumn() {
        return reason == null ? null : reason.columnValue();
    }

    private static Verdict ofKey(int id, @Nullable UUID key, Map<UUID, Integer> firsts) {
        @Nullable Integer first = key == null ? null : firsts.putIfAbsent(key, id);
        return first == null || first == id
                ? new Verdict(id, key, null, null)
                : new Verdict(id, null, KeylessReason.TWIN, first);
    }
}
