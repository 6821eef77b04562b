package dev.paco.consumer.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.Role;
import dev.paco.consumer.reconcile.KnownConversations.Unremembered;
import dev.paco.consumer.reconcile.Reconciliation.Judged;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What is remembered of copies, in {@code paco_message_copies}. */
public final class CopyStore {

    /** In one order, so that two writers never wait for each other. */
    private static final String LOCK = """
            SELECT count(pg_advisory_xact_lock(k))
              FROM (SELECT k FROM unnest($1::bigint[]) AS t(k) ORDER BY k) AS ordered""";

    private static final String ERASED = """
            SELECT i.ordinal
              FROM unnest($1::text[], $2::timestamptz[]) WITH ORDINALITY AS i(research_id, received_at, ordinal)
              JOIN paco_erasure_tombstones t ON t.research_id = i.research_id AND i.received_at <= t.erased_at""";

    private static final String CONVERSATIONS = """
              FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS i(research_id, conversation_id, ordinal)
              JOIN paco_research_ids p ON p.research_id = i.research_id
            """;

    private static final String REMEMBERED = """
            SELECT i.ordinal, k.*, c.role, c.reconciliation
            """ + CONVERSATIONS + """
             CROSS JOIN LATERAL (
                   SELECT * FROM paco_message_copies
                    WHERE research_id_fk = p.id AND conversation_id = i.conversation_id
                    ORDER BY id LIMIT $3 + 1) k
              JOIN paco_conversations c ON c.id = k.message_id
             ORDER BY k.id""";

    private static final String UNREMEMBERED = """
            SELECT i.ordinal, c.*
            """ + CONVERSATIONS + """
             CROSS JOIN LATERAL (
                   SELECT id, message_key, role, content, reconciliation, elevenlabs_message_id, "timestamp", received_at
                     FROM paco_conversations r
                    WHERE r.conversation_id = i.conversation_id AND r.research_id_fk = p.id
                      AND NOT EXISTS (SELECT 1 FROM paco_message_copies k WHERE k.message_id = r.id)
                    ORDER BY id LIMIT $3 + 1) c
             ORDER BY c.id""";

    private static final String REMEMBER = """
            INSERT INTO paco_message_copies (message_key, message_id, research_id_fk, conversation_id, pass,
                                             verdict, text_hash, text_length, original_hash, identified, turn_index, occurrences, other_turns, said_at, received_at)
            SELECT i.message_key, i.message_id, c.research_id_fk, c.conversation_id, i.pass,
                   i.verdict, i.text_hash, i.text_length, i.original_hash, i.identified, i.turn_index, i.occurrences, i.other_turns, i.said_at, i.received_at
              FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::uuid[], $6::integer[], $7::uuid[],
                          $8::boolean[], $9::integer[], $10::integer[], $11::text[], $12::timestamptz[], $13::timestamptz[])
                   WITH ORDINALITY AS i(message_key, message_id, pass, verdict, text_hash, text_length, original_hash,
                                        identified, turn_index, occurrences, other_turns, said_at, received_at, ordinal)
              JOIN paco_conversations c ON c.id = i.message_id
             ORDER BY i.ordinal
            ON CONFLICT (message_key, pass) DO NOTHING""";

    private static final String ALIAS = """
            INSERT INTO paco_message_aliases (message_key, message_id)
            SELECT message_key, message_id FROM unnest($1::uuid[], $2::bigint[]) AS i(message_key, message_id)
            ON CONFLICT (message_key) DO NOTHING""";

    private static final String MARK = """
            UPDATE paco_conversations c SET reconciliation = i.mark
              FROM unnest($1::bigint[], $2::text[]) AS i(id, mark)
             WHERE c.id = i.id""";

    private final DatabaseClient database;

    public CopyStore(DatabaseClient database) {
        this.database = database;
    }

    /** Waits until nobody else judges these conversations. */
    Mono<Void> lock(List<ConversationName> names) {
        return database.sql(LOCK)
                .bind(0, names.stream().map(CopyStore::lockId).toArray(Long[]::new))
                .then();
    }

    private static long lockId(ConversationName name) {
        UUID hash = UUID.nameUUIDFromBytes((name.researchId() + '\n' + name.conversation()).getBytes(UTF_8));
        return ByteBuffer.allocate(Long.BYTES)
                .putLong(hash.getMostSignificantBits() ^ hash.getLeastSignificantBits())
                .flip()
                .getLong();
    }

    /** Which of {@code messages} were received before their participant withdrew, by index. */
    Mono<List<Integer>> erased(List<MessageEvent> messages) {
        return database.sql(ERASED)
                .bind(0, strings(messages, MessageEvent::researchId))
                .bind(
                        1,
                        messages.stream()
                                .map(message -> utc(message.receivedAt()))
                                .toArray(OffsetDateTime[]::new))
                .map(CopyStore::index)
                .all()
                .collectList();
    }

    /** Reads at most a few more than {@code most} copies of each conversation. */
    Mono<KnownConversations> read(List<ConversationName> names, int most) {
        KnownConversations known = new KnownConversations(most);
        return bound(REMEMBERED, names, most)
                .map(row -> {
                    addRemembered(row, names, known);
                    return true;
                })
                .all()
                .then()
                .then(bound(UNREMEMBERED, names, most)
                        .map(row -> {
                            addUnremembered(row, names, known);
                            return true;
                        })
                        .all()
                        .then())
                .thenReturn(known);
    }

    private DatabaseClient.GenericExecuteSpec bound(String sql, List<ConversationName> names, int most) {
        return database.sql(sql)
                .bind(0, strings(names, ConversationName::researchId))
                .bind(1, strings(names, ConversationName::conversation))
                .bind(2, most);
    }

    private static void addRemembered(Readable row, List<ConversationName> names, KnownConversations known) {
        UUID original = row.get("original_hash", UUID.class);
        known.add(
                names.get(index(row)),
                required(row, "message_id", Long.class),
                role(row),
                mark(row),
                new Claim(
                        row.get("message_key", UUID.class),
                        new Pass(required(row, "pass", String.class)),
                        Verdict.of(required(row, "verdict", String.class)),
                        new TextHash(required(row, "text_hash", UUID.class)),
                        required(row, "text_length", Integer.class),
                        original == null ? null : new TextHash(original),
                        required(row, "identified", Boolean.class),
                        row.get("turn_index", Integer.class),
                        required(row, "occurrences", Integer.class),
                        keys(row.get("other_turns", String.class)),
                        required(row, "said_at", OffsetDateTime.class).toInstant(),
                        instant(row, "received_at")));
    }

    private static void addUnremembered(Readable row, List<ConversationName> names, KnownConversations known) {
        known.add(
                Unremembered.of(
                        names.get(index(row)),
                        required(row, "id", Long.class),
                        row.get("message_key", UUID.class),
                        role(row),
                        required(row, "content", String.class),
                        row.get("elevenlabs_message_id", String.class) != null,
                        required(row, "timestamp", OffsetDateTime.class).toInstant(),
                        instant(row, "received_at")),
                mark(row));
    }

    /** Remembers rows that were found without. */
    Mono<Void> rememberRows(List<Unremembered> rows) {
        return remember(
                rows.stream().map(row -> new Remembered(row.id(), row.claim())).toList());
    }

    /** Remembers what messages with rows were taken for, and lets rows answer to the keys of their copies. */
    Mono<Void> rememberJudged(List<Judged> judged) {
        List<Judged> copies = judged.stream().filter(Judged::needsAlias).toList();
        return remember(judged.stream()
                        .map(one -> new Remembered(id(one), one.taken().claim()))
                        .toList())
                .then(Mono.defer(() -> alias(copies)));
    }

    private Mono<Void> remember(List<Remembered> all) {
        if (all.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(REMEMBER)
                .bind(0, all.stream().map(one -> one.claim().key()).toArray(UUID[]::new))
                .bind(1, all.stream().map(Remembered::id).toArray(Long[]::new))
                .bind(2, strings(all, one -> one.claim().pass().name()))
                .bind(3, strings(all, one -> one.claim().verdict().storedName()))
                .bind(4, all.stream().map(one -> one.claim().text().value()).toArray(UUID[]::new))
                .bind(5, all.stream().map(one -> one.claim().length()).toArray(Integer[]::new))
                .bind(6, all.stream().map(one -> value(one.claim().original())).toArray(UUID[]::new))
                .bind(7, all.stream().map(one -> one.claim().identified()).toArray(Boolean[]::new))
                .bind(8, all.stream().map(one -> one.claim().turn()).toArray(Integer[]::new))
                .bind(9, all.stream().map(one -> one.claim().occurrences()).toArray(Integer[]::new))
                .bind(10, strings(all, one -> text(one.claim().others())))
                .bind(11, all.stream().map(one -> utc(one.claim().saidAt())).toArray(OffsetDateTime[]::new))
                .bind(12, all.stream().map(one -> utc(one.claim().receivedAt())).toArray(OffsetDateTime[]::new))
                .then();
    }

    private Mono<Void> alias(List<Judged> copies) {
        if (copies.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(ALIAS)
                .bind(0, copies.stream().map(Judged::key).toArray(UUID[]::new))
                .bind(1, copies.stream().map(CopyStore::id).toArray(Long[]::new))
                .then();
    }

    Mono<Void> mark(List<Utterance> rows) {
        if (rows.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(MARK)
                .bind(0, rows.stream().map(Utterance::id).toArray(Long[]::new))
                .bind(
                        1,
                        rows.stream()
                                .map(row ->
                                        row.mark() == null ? null : row.mark().storedName())
                                .toArray(String[]::new))
                .then();
    }

    private static @Nullable String text(List<UUID> keys) {
        return keys.isEmpty() ? null : keys.stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    private static List<UUID> keys(@Nullable String text) {
        return text == null
                ? List.of()
                : Stream.of(text.split(",", -1)).map(UUID::fromString).toList();
    }

    private static Long id(Judged judged) {
        return Objects.requireNonNull(judged.taken().utterance().id());
    }

    private static <T> String[] strings(List<T> all, Function<T, @Nullable String> value) {
        return all.stream().map(value).toArray(String[]::new);
    }

    private static @Nullable UUID value(@Nullable TextHash hash) {
        return hash == null ? null : hash.value();
    }

    private static int index(Readable row) {
        return Math.toIntExact(required(row, "ordinal", Long.class) - 1);
    }

    private static Role role(Readable row) {
        return Role.of(required(row, "role", String.class)).orElse(Role.USER);
    }

    private static @Nullable Mark mark(Readable row) {
        String mark = row.get("reconciliation", String.class);
        return mark == null ? null : Mark.of(mark);
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    private static @Nullable Instant instant(Readable row, String column) {
        OffsetDateTime time = row.get(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** A claim and what it is of. */
    private record Remembered(Long id, Claim claim) {}
}
