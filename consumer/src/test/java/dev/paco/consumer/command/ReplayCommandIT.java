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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PacoStack
@ExtendWith(OperatorStackExtension.class)
class ReplayCommandIT {

    private static final int CONVERSATIONS = 30;
    private static final int TURNS = 12;
    private static final int MESSAGES = CONVERSATIONS * TURNS;
    private static final String WAITING = "datname = current_database() AND wait_event_type = 'Lock'";
    private static final long SIGINT_BIT = 1 << 1;
    private static final Instant FIRST = Instant.parse("2026-01-01T10:00:00Z");

    /** Keys in their order on the log, for each conversation. */
    private static final List<List<UUID>> KEYS = new ArrayList<>();

    private static OperatorStack stack;

    /** Each message once more, every fifth corrected, some poison in between; a minute between turns. */
    @BeforeAll
    static void fill(OperatorStack operators) {
        stack = operators;
        for (int c = 0; c < CONVERSATIONS; c++) {
            KEYS.add(new ArrayList<>());
        }
        for (int turn = 0; turn < TURNS; turn++) {
            Instant time = FIRST.plus(Duration.ofMinutes(turn));
            for (int c = 0; c < CONVERSATIONS; c++) {
                Event event =
                        new Event(UUID.randomUUID(), "RID00" + (1 + c % 3), "conv_" + c, "Turn " + turn + " of " + c);
                KEYS.get(c).add(event.messageKey());
                stack.send(event.conversation(), bytes(event), time);
                stack.send(event.conversation(), bytes(event), time);
                if (c % 5 == 0) {
                    stack.send(event.conversation(), bytes(event.withContent("Corrected " + turn)), time);
                }
            }
        }
        stack.send("conv_0", "no JSON".getBytes(UTF_8), FIRST.plus(Duration.ofHours(1)));
        stack.send("conv_0", bytes(new Event(UUID.randomUUID(), "RID999", "conv_0", "Nobody's")), FIRST);
        stack.flush();
    }

    private static byte[] bytes(Event event) {
        return event.json().getBytes(UTF_8);
    }

    @Test
    void anEmptyTableIsRebuiltAndAFullOneStaysAsItIs() {
        TestDatabase database = stack.migratedDatabase();
        CommandRun rebuilt = stack.run(database, json("replay", "--from=beginning"));
        assertThat(rebuilt.status()).isZero();
        assertThat(counts(rebuilt))
                .containsExactly(MESSAGES * 2 + MESSAGES / 5 + 2, MESSAGES, MESSAGES, MESSAGES / 5, 2, 0);
        assertOrdered(database);
        String before = contents(database);

        CommandRun again = stack.run(database, json("replay", "--from=beginning"));
        assertThat(again.status()).isZero();
        assertThat(counts(again))
                .containsExactly(MESSAGES * 2 + MESSAGES / 5 + 2, 0, MESSAGES * 2 + MESSAGES / 5, 0, 2, 0);
        assertThat(contents(database)).isEqualTo(before);

        String rows = withoutIds(database);
        database.execute("TRUNCATE paco_conversations RESTART IDENTITY CASCADE");
        assertThat(stack.run(database, "replay", "--from=beginning").status()).isZero();
        assertThat(withoutIds(database)).isEqualTo(rows);
        assertOrdered(database);
        assertThat(stack.records(PacoTopic.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void aDryRunTellsWhatTheReplayThenDoesAndChangesNothing() {
        TestDatabase database = stack.migratedDatabase();
        assertThat(stack.run(database, "replay", "--from=beginning", "--partition=0,1,2")
                        .status())
                .isZero();
        String before = contents(database);
        CommandRun dry = stack.run(database, json("replay", "--from=beginning", "--dry-run"));
        assertThat(dry.status()).isZero();
        assertThat(contents(database)).isEqualTo(before);
        CommandRun real = stack.run(database, json("replay", "--from=beginning"));
        assertThat(counts(dry)).isEqualTo(counts(real));
        assertThat(counts(real).get(1)).isPositive().isLessThan(MESSAGES);
    }

    @Test
    void onlyWhatIsAskedForIsReplayed() {
        assertThat(replayed("--from=beginning", "--conversation=conv_7"))
                .containsExactlyInAnyOrderElementsOf(KEYS.get(7));
        assertThat(replayed("--from=beginning", "--research-id=RID002", "--conversation=conv_4"))
                .containsExactlyInAnyOrderElementsOf(KEYS.get(4));
        assertThat(replayed("--from=beginning", "--research-id=RID001", "--conversation=conv_4"))
                .isEmpty();
        assertThat(replayed("--from=2026-01-01T10:03:00Z", "--to=2026-01-01T12:05:00+02:00", "--conversation=conv_9"))
                .containsExactlyElementsOf(KEYS.get(9).subList(3, 5));
        ConsumerRecord<byte[], byte[]> third = stack.records(PacoTopic.MESSAGES).stream()
                .filter(record -> record.partition() == 0)
                .skip(2)
                .findFirst()
                .orElseThrow();
        assertThat(replayed("--from=" + third.offset(), "--to=" + (third.offset() + 1), "--partition=0"))
                .singleElement()
                .asString()
                .isEqualTo(JsonPath.read(new String(third.value(), UTF_8), "$.message_key"));
    }

    @Test
    void anotherSchemaIsBuiltAndComparedWithRowsOfTheOldBackend() {
        TestDatabase database = TestDatabase.stageB(stack);
        database.execute(
                "INSERT INTO paco_research_ids (research_id, is_active) VALUES ('RID003', false)",
                "INSERT INTO paco_conversations (research_id_fk, conversation_id, \"timestamp\", role, content, provider)"
                        + " SELECT 1 + i % 2, 'old_' || i % 5, '2025-01-01'::timestamptz + i * interval '1 minute',"
                        + " 'user', 'Old ' || i, 'openai' FROM generate_series(1, 40) i",
                // The same message twice: the second has no key.
                "INSERT INTO paco_conversations (research_id_fk, conversation_id, \"timestamp\", role, content, provider)"
                        + " SELECT research_id_fk, conversation_id, \"timestamp\", role, content, provider"
                        + " FROM paco_conversations WHERE id = 3");
        assertThat(stack.run(database, "migrate").status()).isZero();
        assertThat(stack.run(database, "replay", "--from=beginning").status()).isZero();
        String alias = UUID.randomUUID().toString();
        database.execute("INSERT INTO paco_message_aliases SELECT '" + alias + "', id FROM paco_conversations WHERE"
                + " message_key = '" + KEYS.get(1).get(1) + "'");

        CommandRun built = stack.run(database, json("replay", "--into=rebuilt"));
        assertThat(built.status()).as(built.err()).isZero();
        assertThat(counts(built).get(1)).isEqualTo(MESSAGES);
        CommandRun same = stack.run(database, "replay", "--compare=rebuilt");
        assertThat(same.out()).startsWith("No differences");
        assertThat(same.status()).isZero();

        database.execute(
                "UPDATE rebuilt.paco_conversations SET content = 'Forged' WHERE message_key = '"
                        + KEYS.get(2).get(0) + "'",
                "DELETE FROM rebuilt.paco_conversations WHERE message_key = '"
                        + KEYS.get(3).get(0) + "'");
        CommandRun different = stack.run(database, "replay", "--compare=rebuilt");
        assertThat(different.status()).isEqualTo(3);
        assertThat(different.out())
                .contains(KEYS.get(2).get(0) + "  differs in content")
                .contains(KEYS.get(3).get(0) + "  only in public")
                .doesNotContain("Forged");
        assertThat(stack.run(database, "replay", "--into=rebuilt").err()).contains("rebuilt exists already");
    }

    @Test
    void theWriterIsLeftAloneAndARebuildBesideItRefused() {
        TestDatabase database = stack.migratedDatabase();
        assertThat(stack.run(database, "replay", "--from=beginning").status()).isZero();
        String before = contents(database);
        try (RunningWriter writer = RunningWriter.start(
                stack, database.url(), UnaryOperator.identity(), "--paco.consumer.write.concurrency=1")) {
            long all = stack.end(PacoTopic.MESSAGES);
            await().atMost(Duration.ofSeconds(60)).until(() -> stack.committed() == all);
            int letters = stack.records(PacoTopic.DEAD_LETTERS).size();
            CommandRun beside = stack.run(database, "replay", "--from=beginning");
            assertThat(beside.status()).isZero();
            assertThat(contents(database)).isEqualTo(before);
            assertThat(stack.records(PacoTopic.DEAD_LETTERS)).hasSize(letters);
            assertThat(stack.records(PacoTopic.CONFIRMATIONS)).isEmpty();
            assertThat(stack.committed()).isEqualTo(all);
            assertThat(writer.holdsAllPartitions()).isTrue();

            database.execute("TRUNCATE paco_conversations RESTART IDENTITY CASCADE");
            CommandRun refused = stack.run(database, "replay", "--from=beginning");
            assertThat(refused.status()).isEqualTo(3);
            assertThat(refused.err()).contains("a writer runs").contains("stop the writers first");
            assertThat(database.value("SELECT count(*) FROM paco_conversations"))
                    .isEqualTo("0");
        }
        deleteLetters();
    }

    private static void deleteLetters() {
        stack.deleteAll(PacoTopic.DEAD_LETTERS);
    }

    @Test
    void anInterruptedReplayIsGoneOnWith() throws Exception {
        TestDatabase database = stack.migratedDatabase();
        Process process;
        try (Connection held = database.connections().open()) {
            hold(held, TURNS / 2);
            process = stack.start(database, "replay", "--from=beginning", "--json");
            await().atMost(Duration.ofSeconds(60)).until(() -> rows(database) > 0 && waiting(database) > 0);
            new ProcessBuilder("kill", ignoresInterrupts() ? "-TERM" : "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                database.rows("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE " + WAITING);
                return !process.isAlive();
            });
        }
        CommandRun interrupted = new CommandRun(
                process.exitValue(), new String(process.getInputStream().readAllBytes(), UTF_8), "", null);
        assertThat(interrupted.status()).isEqualTo(ignoresInterrupts() ? 143 : 130);
        assertThat(JsonPath.<Boolean>read(interrupted.out(), "$.complete")).isFalse();
        assertThat(rows(database)).isLessThan(MESSAGES);

        CommandRun resumed = stack.run(database, json("replay", "--from=beginning", "--resume"));
        assertThat(resumed.status()).isZero();
        assertThat(counts(interrupted).get(0) + counts(resumed).get(0))
                .isEqualTo(stack.records(PacoTopic.MESSAGES).size());
        assertThat(rows(database)).isEqualTo(MESSAGES);
        assertOrdered(database);
        assertThat(stack.run(database, "replay", "--from=beginning", "--resume").status())
                .isEqualTo(3);
    }

    /** Lets nobody write the message of {@code turn} in any conversation until {@code connection} is closed. */
    private static void hold(Connection connection, int turn) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO paco_conversations (research_id_fk, conversation_id, role, content, message_key)"
                        + " VALUES (1, 'held', 'user', 'held', ?)")) {
            for (List<UUID> conversation : KEYS) {
                insert.setObject(1, conversation.get(turn));
                insert.executeUpdate();
            }
        }
    }

    /** What a shell starts in the background never hears of Ctrl-C, nor does what that starts. */
    private static boolean ignoresInterrupts() throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring("SigIgn:".length()).strip())
                .findFirst()
                .orElseThrow();
        return (Long.parseUnsignedLong(ignored, 16) & SIGINT_BIT) != 0;
    }

    private static int waiting(TestDatabase database) {
        return Integer.parseInt(database.value("SELECT count(*) FROM pg_stat_activity WHERE " + WAITING));
    }

    private static int rows(TestDatabase database) {
        return Integer.parseInt(database.value("SELECT count(*) FROM paco_conversations"));
    }

    @Test
    void whatIsWrongWithTheArgumentsIsSaid() {
        TestDatabase database = stack.migratedDatabase();
        assertWrong(database, "--from=<time|offset|beginning>");
        assertWrong(database, "'yesterday' is neither beginning, end, an offset nor a time", "--from=yesterday");
        assertWrong(database, "name it with --partition", "--from=12");
        assertWrong(database, "12 is none of 0 to 11", "--from=beginning", "--partition=12");
        assertWrong(database, "--compare stands alone", "--from=beginning", "--compare=other");
        assertWrong(database, "is no name", "--into=pg_own");
        CommandRun nothing = stack.run(database, "replay", "--from=beginning", "--conversation=conv_1", "--resume");
        assertThat(nothing.status()).isEqualTo(3);
        assertThat(nothing.err()).contains("There is nothing to resume");
    }

    private static void assertWrong(TestDatabase database, String sentence, String... arguments) {
        List<String> all = new ArrayList<>(List.of("replay"));
        all.addAll(List.of(arguments));
        CommandRun run = stack.run(database, all.toArray(String[]::new));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(sentence);
    }

    private static List<UUID> replayed(String... arguments) {
        TestDatabase database = stack.migratedDatabase();
        List<String> all = new ArrayList<>(List.of("replay"));
        all.addAll(List.of(arguments));
        assertThat(stack.run(database, all.toArray(String[]::new)).status()).isZero();
        return database.rows("SELECT message_key FROM paco_conversations ORDER BY id").stream()
                .map(UUID::fromString)
                .toList();
    }

    private static void assertOrdered(TestDatabase database) {
        for (int c = 0; c < CONVERSATIONS; c++) {
            assertThat(database.rows("SELECT message_key FROM paco_conversations WHERE conversation_id = 'conv_" + c
                            + "' ORDER BY id"))
                    .containsExactlyElementsOf(
                            KEYS.get(c).stream().map(UUID::toString).toList());
        }
    }

    private static String contents(TestDatabase database) {
        return database.value("SELECT md5(string_agg(c::text, '' ORDER BY id)) FROM paco_conversations c")
                + database.value("SELECT md5(string_agg(r::text, '' ORDER BY id)) FROM paco_message_revisions r");
    }

    private static String withoutIds(TestDatabase database) {
        return database.value("SELECT md5(string_agg((to_jsonb(c) - 'id')::text, '' ORDER BY message_key))"
                        + " FROM paco_conversations c")
                + database.value("SELECT md5(string_agg((to_jsonb(r) - 'id' - 'message_id')::text || c.message_key, ''"
                        + " ORDER BY c.message_key, r.content)) FROM paco_message_revisions r"
                        + " JOIN paco_conversations c ON c.id = r.message_id");
    }

    /** Read, saved, duplicate, revised, dead-lettered, erased. */
    private static List<Integer> counts(CommandRun run) {
        return List.of("read", "saved", "duplicate", "revised", "dead_lettered", "erased").stream()
                .map(name -> JsonPath.<Integer>read(run.out(), "$." + name))
                .toList();
    }
}
