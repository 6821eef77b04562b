package dev.paco.consumer.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.consumer.write.RunningWriter.Event;
import dev.paco.infra.stack.PacoStack;
import dev.paco.infra.stack.Stack;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@PacoStack
class EmptyDatabaseIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int FEW = 6;
    private static final int MANY = 50;
    private static final int TIMES = 4;

    @Test
    void withoutAnyParticipantTheWriterWaitsInsteadOfDeadLetteringEverything(Stack stack) {
        try (RunningWriter writer = RunningWriter.start(stack)) {
            await().atMost(PATIENCE).until(writer::holdsAllPartitions);
            writer.send(Event.of("early", "before its participant"));
            writer.flush();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(writer.trouble()).contains("paco_research_ids is empty"));
            assertThat(writer.gauge("paco.consumer.without.participants")).isEqualTo(1);
            assertTheLagAges(writer);

            writer.execute("INSERT INTO paco_research_ids (research_id, is_active) VALUES ('RID001', true)");

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(writer.query(
                                    "SELECT content FROM paco_conversations WHERE conversation_id = 'early'"))
                            .containsExactly("before its participant"));
            assertThat(writer.deadLetters("early")).isEmpty();
            assertThat(writer.gauge("paco.consumer.without.participants")).isZero();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(writer.gauge("paco.consumer.lag.seconds"))
                            .isZero());
        }
    }

    @Test
    void aTableThatIsKnownToBeSmallIsReadByItsIndexWhenItHasGrown(Stack stack) {
        try (RunningWriter writer = RunningWriter.start(stack)) {
            await().atMost(PATIENCE).until(writer::holdsAllPartitions);
            writer.execute("INSERT INTO paco_research_ids (research_id, is_active) VALUES ('RID001', true)");
            // Autovacuum would tell Postgres, after a minute, what it is not to know here.
            writer.execute("ALTER TABLE paco_conversations SET (autovacuum_enabled = false)");
            send(writer, FEW);
            writer.execute("ANALYZE paco_conversations");

            for (int rows = FEW + MANY; rows <= FEW + TIMES * MANY; rows += MANY) {
                send(writer, rows);
            }

            await().atMost(PATIENCE).until(() -> {
                // A connection tells what it has counted with one of its next statements.
                send(writer, count(writer) + 1);
                return statistic(writer, "idx_scan") >= TIMES * MANY;
            });
            assertThat(statistic(writer, "idx_tup_read")).isZero();
        }
    }

    /** As many as are missing until there are so many rows. */
    private static void send(RunningWriter writer, int rows) {
        IntStream.range(count(writer), rows).forEach(number -> writer.send(Event.of("many", "said " + number)));
        writer.flush();
        await().atMost(PATIENCE).until(() -> count(writer) == rows);
    }

    private static int count(RunningWriter writer) {
        return Integer.parseInt(
                writer.query("SELECT count(*) FROM paco_conversations").get(0));
    }

    /** Of the index that each message's key is looked for in. */
    private static int statistic(RunningWriter writer, String name) {
        return Integer.parseInt(writer.query("SELECT " + name + "::text FROM pg_stat_user_indexes"
                        + " WHERE indexrelname = 'uq_paco_conversations_message_key'")
                .get(0));
    }

    private static void assertTheLagAges(RunningWriter writer) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(writer.gauge("paco.consumer.lag.records")).isEqualTo(1));
        double age = await().atMost(PATIENCE).until(() -> writer.gauge("paco.consumer.lag.seconds"), is -> is > 0);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(writer.gauge("paco.consumer.lag.seconds")).isGreaterThan(age));
    }
}
