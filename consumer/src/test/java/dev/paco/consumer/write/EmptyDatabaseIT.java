package dev.paco.consumer.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.consumer.write.RunningWriter.Event;
import dev.paco.infra.stack.PacoStack;
import dev.paco.infra.stack.Stack;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@PacoStack
class EmptyDatabaseIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

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
