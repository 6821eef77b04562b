package dev.paco.console.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.common.database.DatabaseUrl;
import dev.paco.consumer.adopt.AdoptProperties;
import dev.paco.consumer.adopt.LegacyRowAdopter;
import dev.paco.consumer.database.JdbcConnections;
import dev.paco.consumer.schema.SchemaMigrator;
import dev.paco.consumer.schema.SchemaProperties;
import dev.paco.infra.stack.PacoStack;
import dev.paco.infra.stack.Stack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@PacoStack(shared = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SummaryIT {

    /** Conversations, and counts of days, that are other than the messages say. */
    private static final List<String> DIFFERENCES = List.of("""
            WITH said AS (
                SELECT research_id_fk, conversation_id::text,
                       COALESCE(array_agg(DISTINCT provider::text) FILTER (WHERE provider IS NOT NULL), '{}') AS providers,
                       count(*) AS messages, count(*) FILTER (WHERE role = 'user') AS user_messages, sum(length(content)) AS characters,
                       COALESCE(min("timestamp"), 'epoch') AS first_at, COALESCE(max("timestamp"), 'epoch') AS last_at
                  FROM paco_conversations GROUP BY 1, 2
            ), summed AS (
                SELECT research_id_fk, conversation_id::text, providers, messages, user_messages, characters, first_at, last_at
                  FROM paco_conversation_summaries
            )
            SELECT d::text FROM ((TABLE said EXCEPT TABLE summed) UNION ALL (TABLE summed EXCEPT TABLE said)) d""", """
            WITH said AS (
                SELECT COALESCE(("timestamp" AT TIME ZONE 'UTC')::date, '0001-01-01') AS day, COALESCE(provider, '') AS provider, role,
                       count(*) AS messages, sum(length(content)) AS characters
                  FROM paco_conversations GROUP BY 1, 2, 3
            ), summed AS (
                SELECT day, provider, role, sum(messages), sum(characters) FROM paco_message_summaries GROUP BY 1, 2, 3
            )
            SELECT d::text FROM ((TABLE said EXCEPT TABLE summed) UNION ALL (TABLE summed EXCEPT TABLE said)) d""");

    private static final int BLOCKS = 4;
    private static final int STEPS = 25;

    private final Stack stack;
    private JdbcConnections connections;
    private final Rest rest = new Rest(1);
    private Optional<Duration> lag = Optional.of(Duration.ZERO);

    SummaryIT(Stack stack) {
        this.stack = stack;
    }

    @BeforeAll
    void migrate() {
        connections = JdbcConnections.to(DatabaseUrl.parse(stack.newDatabase()));
        new SchemaMigrator(
                        connections,
                        new LegacyRowAdopter(connections, new AdoptProperties(Duration.ofSeconds(20), 1000)),
                        new SchemaProperties(true, Duration.ofMillis(500), Duration.ofMinutes(1)))
                .migrate();
        execute(
                "INSERT INTO paco_research_ids (research_id, is_active) SELECT 'RID00' || n, true FROM generate_series(1, 3) n");
    }

    @BeforeEach
    void empty() {
        execute(
                "TRUNCATE paco_conversations, paco_conversation_summaries, paco_message_summaries, paco_console_progress CASCADE");
    }

    @Test
    void summariesAreRightWhateverHappensToTheMessages() throws SQLException {
        Random random = new Random(20261125);
        SummaryPass pass = pass(1);
        for (int step = 0; step < STEPS; step++) {
            execute(
                    switch (random.nextInt(6)) {
                        case 0 -> "DELETE FROM paco_conversations WHERE id % 7 = " + random.nextInt(7);
                        case 1 -> "UPDATE paco_conversations SET provider = NULL WHERE id % 5 = " + random.nextInt(5);
                        case 2 ->
                            "UPDATE paco_conversations SET provider = 'openai' WHERE id % 5 = " + random.nextInt(5);
                        default -> someMessages(random);
                    });
            pass.run(rest);
        }
        goRound(pass);
        assertThat(differences()).isEmpty();
        assertThat(query("SELECT count(*) FROM paco_conversation_summaries")).isNotEqualTo(List.of("0"));

        execute("DELETE FROM paco_conversations");
        goRound(pass);
        assertThat(differences()).isEmpty();
        assertThat(query("SELECT conversation_summary_id FROM paco_conversation_parts"))
                .isEmpty();
    }

    @Test
    void newMessagesAreSummedUpByTheNextPass() throws SQLException {
        SummaryPass pass = pass(0);
        for (int id = 1; id < BLOCKS * Block.SIZE; id += Block.SIZE / 3) {
            execute(message(id, "c" + id / 9000, "'openai'", "'2026-11-20 10:00Z'"));
            pass.run(rest);
            assertThat(differences()).isEmpty();
        }
    }

    @Test
    void whatIsCommittedLateUnderALowerIdIsNotMissed() throws SQLException {
        SummaryPass pass = pass(0);
        try (Connection late = connections.open();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute(message(100, "late", "'openai'", "'2026-11-20 10:00Z'"));
            execute(message(2 * Block.SIZE + 5, "early", "'openai'", "'2026-11-20 10:00Z'"));
            pass.run(rest);
            assertThat(differences()).isEmpty();
            late.commit();
        }

        pass.run(rest);

        assertThat(differences()).isEmpty();
    }

    @Test
    void anotherProcessTakesOverWhereOneWasBrokenOff() throws SQLException {
        execute(message(5, "a", "'openai'", "'2026-11-20 10:00Z'"), message(3 * Block.SIZE, "a", "NULL", "NULL"));
        Rest stopped = new Rest(0.01);
        stopped.stop();
        pass(0).run(stopped);
        assertThat(query("SELECT messages FROM paco_conversation_summaries")).containsExactly("1");

        pass(0).run(rest);

        assertThat(differences()).isEmpty();
    }

    @Test
    void wordsOfAllMessagesAreIndexedWhileTheWritersKeepUp() throws SQLException {
        TextPass texts = texts();
        execute(message(1, "a", "'openai'", "'2026-11-20 10:00Z'"), message(2, "b", "NULL", "NULL"));
        pass(0).run(rest);

        lag = Optional.empty();
        texts.run(rest);
        lag = Optional.of(Duration.ofSeconds(6));
        texts.run(rest);
        assertThat(query("SELECT message_id FROM paco_message_texts")).isEmpty();

        lag = Optional.of(Duration.ofSeconds(5));
        texts.run(rest);
        assertThat(
                        query(
                                "SELECT message_id FROM paco_message_texts WHERE words @@ plainto_tsquery('simple', 'SAID') ORDER BY 1"))
                .containsExactly("1", "2");

        execute("DELETE FROM paco_message_texts WHERE message_id = 1", "DELETE FROM paco_conversations WHERE id = 2");
        texts.run(rest);
        texts.run(rest);
        assertThat(query("SELECT message_id FROM paco_message_texts")).containsExactly("1");
    }

    @Test
    void nothingOfAnErasedParticipantComesBack() throws SQLException {
        SummaryPass pass = pass(1);
        execute(message(1, "a", "'openai'", "'2026-11-20 10:00Z'"), message(2, "b", "'openai'", "NULL"));
        execute("UPDATE paco_conversations SET research_id_fk = 2 WHERE id = 2");
        pass.run(rest);
        texts().run(rest);

        execute(
                "DELETE FROM paco_conversations WHERE research_id_fk = 1",
                "DELETE FROM paco_conversation_summaries WHERE research_id_fk = 1");

        assertThat(query("SELECT conversation_summary_id FROM paco_conversation_parts"))
                .hasSize(1);
        assertThat(query("SELECT message_id FROM paco_message_texts")).containsExactly("2");
        goRound(pass);
        assertThat(differences()).isEmpty();
    }

    @Test
    void whatWasErasedIsNotCountedFromTheNextPassOn() throws SQLException {
        execute(
                message(1, "a", "'openai'", "'2026-11-20 10:00Z'"),
                message(2 * Block.SIZE, "a", "NULL", "NULL"),
                message(2 * Block.SIZE + 1, "b", "'openai'", "'2026-11-20 10:00Z'"),
                "UPDATE paco_conversations SET research_id_fk = 2 WHERE id = " + (2 * Block.SIZE + 1));
        SummaryPass pass = pass(0);
        pass.run(rest);

        for (int participant = 1; participant <= 2; participant++) {
            execute(
                    "DELETE FROM paco_conversations WHERE research_id_fk = " + participant,
                    "DELETE FROM paco_conversation_summaries WHERE research_id_fk = " + participant,
                    "INSERT INTO paco_erasures (research_id, started_at, started_by, completed_at)" + " VALUES ('RID00"
                            + participant + "', now(), 'test', now())");
            assertThat(differences()).isNotEmpty();
            pass.run(rest);
            assertThat(differences()).isEmpty();
        }
    }

    private SummaryPass pass(int checkedBlocks) {
        return new SummaryPass(connections, properties(checkedBlocks), metrics(), Clock.systemUTC());
    }

    private TextPass texts() {
        return new TextPass(connections, properties(0), metrics(), () -> lag);
    }

    private static SummaryMetrics metrics() {
        return new SummaryMetrics(new SimpleMeterRegistry());
    }

    private static SummaryProperties properties(int checkedBlocks) {
        return new SummaryProperties(
                Duration.ofHours(1), Duration.ZERO, checkedBlocks, 1, 2, 1000, Duration.ofSeconds(5));
    }

    private void goRound(SummaryPass pass) throws SQLException {
        for (int i = 0; i <= BLOCKS + 1; i++) {
            pass.run(rest);
        }
    }

    /** Into any block, so that late ones are among them; some that are there already. */
    private static String someMessages(Random random) {
        return """
                INSERT INTO paco_conversations (id, research_id_fk, conversation_id, "timestamp", role, content, provider)
                SELECT %d + n, 1 + (n + %d) %% 3, 'c' || (n / 3 + %d) %% 9,
                       CASE WHEN n %% 11 <> 0 THEN timestamptz '2026-11-01 00:00Z' + n * interval '5 hours' END,
                       CASE n %% 2 WHEN 0 THEN 'user' ELSE 'assistant' END, repeat('ä', n),
                       CASE n %% 4 WHEN 0 THEN NULL WHEN 1 THEN 'openai' ELSE 'elevenlabs' END
                  FROM generate_series(1, 30) n
                ON CONFLICT (id) DO NOTHING""".formatted(
                        random.nextInt(BLOCKS) * Block.SIZE + random.nextInt(60), random.nextInt(3), random.nextInt(5));
    }

    private static String message(int id, String conversation, String provider, String timestamp) {
        return """
                INSERT INTO paco_conversations (id, research_id_fk, conversation_id, "timestamp", role, content, provider)
                VALUES (%d, 1, '%s', %s, 'user', 'What was said', %s)""".formatted(id, conversation, timestamp, provider);
    }

    private List<String> differences() {
        return DIFFERENCES.stream().flatMap(sql -> query(sql).stream()).toList();
    }

    private void execute(String... statements) {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> query(String sql) {
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
