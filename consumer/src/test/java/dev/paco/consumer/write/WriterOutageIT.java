package dev.paco.consumer.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.common.database.DatabaseUrl;
import dev.paco.consumer.write.RunningWriter.Event;
import dev.paco.infra.stack.LoopbackProxy;
import dev.paco.infra.stack.PacoStack;
import dev.paco.infra.stack.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no fault of a record: it is tried again until it works, and nothing is set aside. */
@PacoStack
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WriterOutageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private String databaseUrl;
    private LoopbackProxy network;
    private RunningWriter writer;

    @BeforeAll
    void start(Stack stack) {
        databaseUrl = stack.newDatabase();
        int port = DatabaseUrl.parse(databaseUrl).port();
        network = LoopbackProxy.start(port);
        writer = RunningWriter.start(
                stack,
                databaseUrl,
                url -> url.replace(":" + port + "/", ":" + network.port() + "/"),
                "--paco.consumer.database.statement-timeout=4s",
                "--spring.kafka.consumer.properties.max.poll.interval.ms=2000");
        await().atMost(PATIENCE).until(writer::holdsAllPartitions);
        writer.execute("INSERT INTO paco_research_ids (research_id, is_active) VALUES ('RID001', true)");
    }

    @AfterEach
    void dropTrigger() {
        writer.execute("DROP TRIGGER IF EXISTS fault ON paco_conversations");
        writer.execute("DROP TRIGGER IF EXISTS fault ON paco_message_revisions");
    }

    @AfterAll
    void stop() {
        writer.close();
        network.close();
    }

    /** Deadlock, serialization failure, full disk, no memory, no rights, read-only, cancelled, locked. */
    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001", "53100", "53200", "42501", "25006", "57014", "55P03"})
    void whatPostgresMayTakeLaterIsTriedAgain(String sqlState) {
        writer.execute("CREATE SEQUENCE IF NOT EXISTS failures");
        writer.execute("ALTER SEQUENCE failures RESTART");
        onInsert("IF nextval('failures') <= 2 THEN RAISE EXCEPTION 'not now' USING ERRCODE = '" + sqlState
                + "'; END IF;");

        sendThree("later-" + sqlState);

        awaitThree("later-" + sqlState);
    }

    @Test
    void theVictimOfADeadlockWritesAfterwards() throws Exception {
        onInsert("PERFORM pg_advisory_xact_lock(1); PERFORM pg_advisory_xact_lock(2);");
        try (Connection rival = connect();
                Statement statement = rival.createStatement()) {
            rival.setAutoCommit(false);
            statement.execute("SET deadlock_timeout = '20s'");
            statement.execute("SELECT pg_advisory_xact_lock(2)");
            sendThree("deadlock");
            await().atMost(PATIENCE)
                    .until(() -> writer.query(
                                    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                            .contains("1"));

            statement.execute("SELECT pg_advisory_xact_lock(1)");

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(writer.trouble()).contains("deadlock"));
            rival.rollback();
        }
        awaitThree("deadlock");
    }

    /** Alone, and with as many before as after it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void aMessageThatAnotherWriterGivesItsRowJustNowIsADuplicate(int neighbours) throws Exception {
        String conversation = "raced-" + neighbours;
        double duplicates = writer.counted("duplicate");
        double saved = writer.counted("saved");
        List<Event> events = IntStream.range(0, 2 * neighbours + 1)
                .mapToObj(i -> Event.of(conversation, "message " + i))
                .toList();
        Event raced = events.get(neighbours);
        try (Connection rival = connect();
                Statement statement = rival.createStatement()) {
            rival.setAutoCommit(false);
            statement.execute(
                    "INSERT INTO paco_conversations (research_id_fk, conversation_id, role, content, message_key)"
                            + " SELECT id, '" + conversation + "', 'user', '" + raced.content() + "', '"
                            + raced.messageKey()
                            + "' FROM paco_research_ids WHERE research_id = 'RID001'");
            events.forEach(writer::send);
            await().atMost(PATIENCE)
                    .until(() -> writer.query("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'transactionid'"
                                    + " AND datname = current_database()")
                            .contains("1"));

            rival.commit();
        }

        await().atMost(PATIENCE).until(() -> writer.counted("duplicate") == duplicates + 1);
        await().atMost(PATIENCE).until(() -> writer.counted("saved") == saved + 2 * neighbours);
        assertThat(writer.deadLetters(conversation)).isEmpty();
        assertThat(writer.query("SELECT content FROM paco_conversations WHERE conversation_id = '" + conversation
                        + "' AND content <> '" + raced.content() + "' ORDER BY id"))
                .containsExactlyElementsOf(events.stream()
                        .filter(event -> !event.equals(raced))
                        .map(Event::content)
                        .toList());
        assertThat(writer.query(
                        "SELECT count(*) FROM paco_conversations WHERE message_key = '" + raced.messageKey() + "'"))
                .containsExactly("1");
    }

    @Test
    void withoutAUniqueKeyNothingIsWritten() {
        writer.execute("ALTER INDEX uq_paco_conversations_message_key RENAME TO lost");
        writer.execute("CREATE INDEX plain ON paco_conversations (message_key)");
        writer.execute("DROP INDEX lost");
        sendThree("without-key");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(writer.trouble()).contains("ON CONFLICT"));
        assertThat(writer.query("SELECT count(*) FROM paco_conversations WHERE conversation_id = 'without-key'"))
                .containsExactly("0");

        writer.execute("CREATE UNIQUE INDEX uq_paco_conversations_message_key ON paco_conversations (message_key)");
        writer.execute("DROP INDEX plain");
        awaitThree("without-key");
    }

    @Test
    void aBatchThatTakesLongerThanThePollIntervalIsWrittenOnce() {
        onEachInsertedRow("PERFORM pg_sleep(0.05);");

        IntStream.range(0, 50).forEach(i -> writer.send(Event.of("slow", "message " + i)));
        awaitRows("slow", 50);
        writer.send(Event.of("slow", "message 50"));

        awaitRows("slow", 51);
        assertThat(writer.deadLetters("slow")).isEmpty();
    }

    @Test
    void aBatchThatNeverGetsThroughInTimeIsHalvedUntilItDoes() {
        onEachInsertedRow("PERFORM pg_sleep(0.1);");

        IntStream.range(0, 50).forEach(i -> writer.send(Event.of("halved", "message " + i)));

        awaitRows("halved", 50);
        assertThat(writer.deadLetters("halved")).isEmpty();
    }

    @Test
    void aConnectionThatHangsIsGivenUp() {
        network.goSilent();
        sendThree("hanging");
        await().atMost(PATIENCE).until(() -> writer.trouble() != null);
        network.speakAgain();
        awaitThree("hanging");
    }

    @Test
    void whatABrokenOffBatchHasWrittenCountsOnceAndAsWhatItWas() {
        await().atMost(PATIENCE).until(() -> writer.gauge("paco.consumer.lag.records"), lag -> lag == 0);
        double saved = writer.counted("saved");
        double revised = writer.counted("revised");
        double duplicates = writer.counted("duplicate");
        long latencies = writer.latencies();
        writer.execute("CREATE SEQUENCE IF NOT EXISTS failures");
        writer.execute("ALTER SEQUENCE failures RESTART");
        trigger(
                "paco_message_revisions",
                "FOR EACH STATEMENT",
                "IF nextval('failures') <= 2 THEN RAISE EXCEPTION 'not now' USING ERRCODE = '57014'; END IF;");
        Event event = Event.of("broken-off", "message 0");

        List.of("message 0", "corrected", "message 0").forEach(said -> writer.send(event.withContent(said)));

        awaitRows("broken-off", 1);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(writer.counted("revised") - revised).isEqualTo(1));
        assertThat(writer.query("SELECT last_value >= 3 FROM failures")).containsExactly("t");
        assertThat(writer.counted("saved") - saved).isEqualTo(1);
        assertThat(writer.counted("duplicate") - duplicates).isEqualTo(1);
        assertThat(writer.latencies() - latencies).isEqualTo(1);
    }

    @Test
    void manyPartsOfWhichSomeFailAreWrittenOnceAndEachConversationInItsOrder() {
        writer.execute("CREATE SEQUENCE IF NOT EXISTS faults");
        onInsert("IF nextval('faults') IN (2, 5, 9) THEN RAISE EXCEPTION 'not now' USING ERRCODE = '53100'; END IF;");

        IntStream.range(0, 8_000).forEach(i -> writer.send(Event.of("parts-" + i % 41, Integer.toString(i))));
        writer.flush();

        await().atMost(PATIENCE)
                .until(() -> writer.query(
                                "SELECT count(*) FROM paco_conversations WHERE conversation_id LIKE 'parts-%'")
                        .equals(List.of("8000")));
        assertThat(writer.query("""
                SELECT count(*) FROM (SELECT content::int, lag(content::int) OVER (PARTITION BY conversation_id ORDER BY id)
                  AS before FROM paco_conversations WHERE conversation_id LIKE 'parts-%') o WHERE before >= content""")).containsExactly("0");
    }

    private void sendThree(String conversation) {
        IntStream.range(0, 3).forEach(i -> writer.send(Event.of(conversation, "message " + i)));
        writer.flush();
    }

    private void awaitThree(String conversation) {
        awaitRows(conversation, 3);
        assertThat(writer.deadLetters(conversation)).isEmpty();
    }

    private void awaitRows(String conversation, int count) {
        writer.flush();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(writer.query("SELECT content FROM paco_conversations"
                                + " WHERE conversation_id = '" + conversation + "' ORDER BY id"))
                        .containsExactlyElementsOf(IntStream.range(0, count)
                                .mapToObj(i -> "message " + i)
                                .toList()));
    }

    private void onInsert(String statements) {
        trigger("paco_conversations", "FOR EACH STATEMENT", statements);
    }

    private void onEachInsertedRow(String statements) {
        trigger("paco_conversations", "FOR EACH ROW", statements);
    }

    private void trigger(String table, String level, String statements) {
        writer.execute("CREATE OR REPLACE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + statements
                + " RETURN NEW; END $$");
        writer.execute("CREATE TRIGGER fault BEFORE INSERT ON " + table + " " + level + " EXECUTE FUNCTION fault()");
    }

    private Connection connect() throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(databaseUrl);
        return DriverManager.getConnection(url.jdbcUrl(), url.username(), url.password());
    }
}
