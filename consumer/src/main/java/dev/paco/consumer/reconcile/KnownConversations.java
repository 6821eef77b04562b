package dev.paco.consumer.reconcile;

import dev.paco.common.event.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the tables say of some conversations, as it is read. Not thread-safe. */
final class KnownConversations {

    private final Map<ConversationName, TreeMap<Long, Utterance>> rows = new HashMap<>();
    private final Map<ConversationName, Integer> claims = new HashMap<>();
    private final Set<UUID> keys = new HashSet<>();
    private final Map<Long, Unremembered> unremembered = new LinkedHashMap<>();
    private final int most;

    /** @param most how many copies of a conversation are looked at */
    KnownConversations(int most) {
        this.most = most;
    }

    /** A copy that is remembered. */
    void add(ConversationName name, long id, Role role, @Nullable Mark mark, Claim claim) {
        utterance(name, id, role, mark).add(claim);
        claims.merge(name, 1, Integer::sum);
        if (claim.key() != null) {
            keys.add(claim.key());
        }
    }

    /** A row of which nothing is remembered: it was written without looking, or by the old backend. */
    void add(Unremembered row, @Nullable Mark mark) {
        add(row.name(), row.id(), row.role(), mark, row.claim());
        unremembered.put(row.id(), row);
    }

    private Utterance utterance(ConversationName name, long id, Role role, @Nullable Mark mark) {
        return rows.computeIfAbsent(name, unused -> new TreeMap<>())
                .computeIfAbsent(id, unused -> Utterance.ofRow(id, role, mark));
    }

    boolean hasKey(UUID key) {
        return keys.contains(key);
    }

    /** Of a conversation without end not everything can be looked at for each message more. */
    boolean isTooLong(ConversationName name) {
        return claims.getOrDefault(name, 0) > most;
    }

    /** In the order of their rows' ids. */
    List<Utterance> utterances(ConversationName name) {
        return new ArrayList<>(rows.getOrDefault(name, new TreeMap<>()).values());
    }

    List<Unremembered> unremembered() {
        return unremembered.values().stream()
                .filter(row -> !isTooLong(row.name()))
                .toList();
    }

    /** A row of which nothing is remembered. */
    record Unremembered(ConversationName name, long id, Role role, Claim claim) {

        static Unremembered of(
                ConversationName name,
                long id,
                @Nullable UUID key,
                Role role,
                String content,
                boolean identified,
                Instant saidAt,
                @Nullable Instant receivedAt) {
            Claim claim = new Claim(
                    key,
                    identified ? Pass.IDENTIFIED : Pass.LEGACY,
                    Verdict.NEW,
                    TextHash.of(content),
                    content.codePointCount(0, content.length()),
                    null,
                    identified,
                    null,
                    0,
                    List.of(),
                    saidAt,
                    receivedAt);
            return new Unremembered(name, id, role, claim);
        }
    }
}
