package dev.paco.consumer.command;

import static dev.paco.consumer.command.OperatorStack.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import dev.paco.common.topic.PacoTopic;
import dev.paco.consumer.legacy.TestDatabase;
import dev.paco.consumer.write.RunningWriter;
import dev.paco.consumer.write.RunningWriter.Event;
import dev.paco.infra.stack.PacoStack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PacoStack
@ExtendWith(OperatorStackExtension.class)
class EraseCommandIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final OperatorStack stack;
    private final TestDatabase database;
    private final String secret = "secret-" + UUID.randomUUID();

    /** Texts of the others, in their order on the log, for each conversation. */
    private final Map<String, List<String>> said = new TreeMap<>();

    EraseCommandIT(OperatorStack stack) {
        this.stack = stack;
        this.database = stack.migratedDatabase();
    }

    @AfterEach
    void clear() {
        stack.clear();
    }

    @Test
    void nothingThatAParticipantSaidIsLeftAndNothingOfOthersIsTouched() throws IOException {
        try (RunningWriter writer = writer()) {
            sayMuch(0);
            stack.send("conv_own", ("no JSON, but " + secret).getBytes(UTF_8));
            stack.send(
                    "conv_own",
                    theirs("conv_own").replace("\"user\"", "\"nobody\"").getBytes(UTF_8));
            stack.send("conv_2", "no JSON of another".getBytes(UTF_8));
            stack.flush();
            awaitWriter();
            database.execute(
                    "UPDATE paco_research_ids SET notes = '" + secret + "' WHERE research_id = 'RID001'",
                    "INSERT INTO paco_user_sessions (research_id_fk, session_token, user_agent) VALUES (1, 's', '"
                            + secret + "')",
                    "INSERT INTO paco_disclaimer_acknowledgments (research_id_fk) VALUES (1)",
                    "INSERT INTO paco_message_aliases SELECT gen_random_uuid(), min(id) FROM paco_conversations"
                            + " WHERE research_id_fk = 1",
                    "INSERT INTO paco_conversation_summaries (research_id_fk, conversation_id, providers, messages,"
                            + " user_messages, characters, first_at, last_at)"
                            + " VALUES (1, '" + secret + "', '{}', 40, 40, 1, now(), now())",
                    "INSERT INTO paco_conversation_parts SELECT id, 0, now(), '', 40, 40, 1, now(), now()"
                            + " FROM paco_conversation_summaries",
                    "INSERT INTO paco_message_texts SELECT c.id, s.id, to_tsvector('simple', c.content)"
                            + " FROM paco_conversations c, paco_conversation_summaries s WHERE c.research_id_fk = 1");
            String others = others();
            assertThat(FileSearch.holding(secret, stack.folder())).isNotEmpty();

            CommandRun dry = stack.run(database, json("erase", "--research-id=RID001", "--dry-run"));
            assertThat(dry.status()).isZero();
            assertThat(others()).isEqualTo(others);

            CommandRun run = stack.run(
                    database, json("erase", "--research-id=RID001", "--settle=0", "--rewrite-tables", "--by=ann"));
            assertThat(run.status()).as(run.err()).isZero();
            assertThat(JsonPath.<Map<String, Object>>read(run.out(), "$.rows"))
                    .isEqualTo(JsonPath.read(dry.out(), "$.rows"))
                    .containsEntry("paco_conversations", 40)
                    .containsEntry("paco_message_revisions", 10)
                    .containsEntry("paco_message_aliases", 1)
                    .containsEntry("paco_conversation_summaries", 1)
                    .containsEntry("paco_conversation_parts", 1)
                    .containsEntry("paco_message_texts", 40)
                    .containsEntry("paco_user_sessions", 1)
                    .containsEntry("paco_disclaimer_acknowledgments", 1);
            assertThat(JsonPath.<Integer>read(run.out(), "$.records")).isEqualTo(52);
            assertThat(JsonPath.<Integer>read(run.out(), "$.dead_letters")).isEqualTo(2);

            assertThat(others()).isEqualTo(others);
            assertThat(database.rows("SELECT is_active, notes FROM paco_research_ids WHERE research_id = 'RID001'"))
                    .containsExactly("f|null");
            assertThat(database.rows("SELECT research_id, started_by, completed_at IS NOT NULL, records_removed,"
                            + " letters_removed, rows_removed->>'paco_conversations' FROM paco_erasures"))
                    .containsExactly("RID001|ann|t|52|2|40");
            assertThat(texts(PacoTopic.MESSAGES)).noneMatch(text -> text.contains(secret));
            assertThat(texts(PacoTopic.DEAD_LETTERS))
                    .noneMatch(text -> text.contains(secret))
                    .contains("no JSON of another");
            assertNoTraceOnDisk();

            // What was received before comes again, from a gateway that was cut off.
            stack.send("conv_own", theirs("conv_own").getBytes(UTF_8));
            stack.flush();
            awaitWriter();
            assertThat(others()).isEqualTo(others);
            assertThat(writer.counted("erased")).isPositive();
            assertThat(stack.records(PacoTopic.DEAD_LETTERS).stream()
                            .filter(letter -> OperatorStack.header(letter, "ce_type") == null))
                    .hasSize(1);
        }
    }

    @Test
    void theLogRebuildsTheTableInOrderAfterParticipantsWereErased() {
        try (RunningWriter writer = writer()) {
            sayMuch(0);
            stack.flush();
            awaitWriter();
            assertThat(erase("RID001").status()).isZero();
            sayMuch(1);
            stack.flush();
            awaitWriter();
            assertThat(erase("RID003").status()).isZero();
            said.remove("conv_3");
            sayOf("RID002", "conv_2", 2);
            stack.flush();
            awaitWriter();
            assertThat(writer.holdsAllPartitions()).isTrue();
        }
        assertThat(stack.run(database, "replay", "--into=rebuilt").status()).isZero();
        assertThat(stack.run(database, "replay", "--compare=rebuilt").out()).startsWith("No differences");

        database.execute("TRUNCATE paco_conversations RESTART IDENTITY CASCADE");
        assertThat(stack.run(database, "replay", "--from=beginning").status()).isZero();
        said.forEach((conversation, texts) -> assertThat(
                        database.rows("SELECT content FROM paco_conversations WHERE conversation_id = '" + conversation
                                + "' AND research_id_fk <> 1 ORDER BY id"))
                .containsExactlyElementsOf(texts));
        assertThat(database.value("SELECT count(*) FROM paco_conversations WHERE research_id_fk IN (1, 3)"))
                .isEqualTo("0");

        // Another database, restored from before both: the log itself says who is erased.
        TestDatabase restored = stack.migratedDatabase();
        assertThat(stack.run(restored, "replay", "--from=beginning").status()).isZero();
        assertThat(restored.rows("SELECT research_id FROM paco_erasure_tombstones ORDER BY 1"))
                .containsExactly("RID001", "RID003");
    }

    @Test
    void anErasureThatWasBrokenOffIsBegunAnewAndLosesNothing() throws Exception {
        try (RunningWriter writer = writer()) {
            sayMuch(0);
            stack.flush();
            awaitWriter();
            assertThat(writer.holdsAllPartitions()).isTrue();
        }
        stack.send(
                "conv_2", other("RID002", "conv_2", "Said while no writer ran").getBytes(UTF_8));
        stack.flush();

        // Nothing may be deleted before the writers have read it, and none runs.
        Process process = stack.start(database, "erase", "--research-id=RID001", "--settle=0");
        await().atMost(PATIENCE).until(() -> copies() >= 21);
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(texts(PacoTopic.MESSAGES)).anyMatch(text -> text.contains(secret));

        try (RunningWriter writer = writer()) {
            CommandRun again = erase("RID001");
            assertThat(again.status()).as(again.err()).isZero();
            assertThat(writer.holdsAllPartitions()).isTrue();
        }
        assertThat(texts(PacoTopic.MESSAGES)).noneMatch(text -> text.contains(secret));
        Map<String, Integer> counts = new TreeMap<>();
        texts(PacoTopic.MESSAGES).stream()
                .filter(text -> text.contains("message_key"))
                .forEach(text -> counts.merge(text, 1, Integer::sum));
        assertThat(counts)
                .hasSize(81)
                .allSatisfy((text, count) -> assertThat(count).isEqualTo(1));
        assertThat(database.value("SELECT count(*) FROM paco_conversations WHERE content = 'Said while no writer ran'"))
                .isEqualTo("1");
    }

    @Test
    void whoIsNotThereCannotBeErasedNorAnybodyDuringAReplay() throws Exception {
        CommandRun unknown = erase("RID777");
        assertThat(unknown.status()).isEqualTo(3);
        assertThat(unknown.err()).contains("There is no participant RID777");
        assertThat(database.value("SELECT count(*) FROM paco_erasure_tombstones"))
                .isEqualTo("0");
        try (var replaying = database.connections().open();
                var statement = replaying.createStatement()) {
            statement.execute("SELECT pg_advisory_lock_shared(" + 0x5061_436F_0000_0003L + ")");
            CommandRun refused = erase("RID001");
            assertThat(refused.status()).isEqualTo(3);
            assertThat(refused.err()).contains("is being replayed");
        }
        assertThat(stack.run(database, "erase").err()).contains("--research-id=<id>");
    }

    /** Twenty turns of four conversations, of which two are RID001's, one shared with others' partitions. */
    private void sayMuch(int round) {
        for (int turn = 0; turn < 20; turn++) {
            for (String conversation : List.of("conv_own", "conv_1")) {
                String message = theirs(conversation);
                stack.send(conversation, message.getBytes(UTF_8));
                if (turn % 4 == 0) {
                    stack.send(
                            conversation,
                            message.replace("said " + secret, "meant " + secret).getBytes(UTF_8));
                }
            }
            sayOf("RID002", "conv_2", round * 20 + turn + 100);
            sayOf("RID002", "conv_1", round * 20 + turn + 100);
            sayOf("RID003", "conv_3", round * 20 + turn + 100);
            sayOf("RID002", "conv_4", round * 20 + turn + 100);
        }
    }

    private void sayOf(String researchId, String conversation, int number) {
        String text = "Turn " + number + " in " + conversation;
        said.computeIfAbsent(conversation, c -> new ArrayList<>()).add(text);
        stack.send(conversation, other(researchId, conversation, text).getBytes(UTF_8));
    }

    private static String other(String researchId, String conversation, String text) {
        return new Event(UUID.randomUUID(), researchId, conversation, text).json();
    }

    private String theirs(String conversation) {
        return new Event(UUID.randomUUID(), "RID001", conversation, "said " + secret).json();
    }

    private RunningWriter writer() {
        RunningWriter writer = RunningWriter.start(
                stack, database.url(), UnaryOperator.identity(), "--paco.consumer.write.concurrency=1");
        await().atMost(PATIENCE).until(writer::holdsAllPartitions);
        return writer;
    }

    private void awaitWriter() {
        long end = stack.end(PacoTopic.MESSAGES);
        await().atMost(PATIENCE).until(() -> stack.committed() == end);
    }

    private CommandRun erase(String researchId) {
        return stack.run(database, "erase", "--research-id=" + researchId, "--settle=0");
    }

    private String others() {
        return database.value("SELECT count(*) || md5(string_agg(c::text, '' ORDER BY id)) FROM paco_conversations c"
                + " WHERE research_id_fk <> 1");
    }

    private List<String> texts(PacoTopic topic) {
        return stack.records(topic).stream()
                .map(ConsumerRecord::value)
                .map(value -> value == null ? "" : new String(value, UTF_8))
                .toList();
    }

    private long copies() {
        return stack.records(PacoTopic.MESSAGES).stream()
                .filter(record -> OperatorStack.header(record, "paco-copied-offset") != null)
                .count();
    }

    private void assertNoTraceOnDisk() throws IOException {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(FileSearch.holding(secret, stack.folder())).isEmpty());
        Path postgres = Path.of(database.value("SHOW data_directory"));
        // Without this, old write-ahead log stays under new names.
        database.execute("ALTER SYSTEM SET wal_recycle = off", "SELECT pg_reload_conf()");
        try {
            await().atMost(PATIENCE).untilAsserted(() -> {
                database.execute("VACUUM", "CHECKPOINT", "SELECT pg_switch_wal()", "CHECKPOINT");
                assertThat(FileSearch.holding(secret, postgres)).isEmpty();
            });
        } finally {
            database.execute("ALTER SYSTEM RESET wal_recycle", "SELECT pg_reload_conf()");
        }
    }
}
