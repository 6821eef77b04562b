package dev.paco.consumer.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.paco.common.event.EventHeaders;
import dev.paco.consumer.deadletter.DeadLetterHeaders;
import dev.paco.consumer.log.CopyHeaders;
import dev.paco.consumer.write.RunningWriter.Event;
import dev.paco.infra.stack.PacoStack;
import dev.paco.infra.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

@PacoStack
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WriterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final RunningWriter writer;

    WriterIT(Stack stack) {
        writer = RunningWriter.start(stack);
    }

    @BeforeAll
    void waitForTheWriter() {
        await().atMost(PATIENCE).until(writer::holdsAllPartitions);
        writer.execute(
                "INSERT INTO paco_research_ids (research_id, is_active) VALUES ('RID001', true), ('RID002', true)");
    }

    @AfterAll
    void stop() {
        writer.close();
    }

    @Test
    void poisonOfEveryKindBecomesADeadLetterAndItsNeighboursAreWritten() {
        String good = Event.of("poison", "x").json();
        Map<String, String> poison = Map.of(
                "not_json", "{\"role\":",
                "missing_field", good.replace("\"content\": \"x\",", ""),
                "invalid_field", good.replace("\"user\"", "\"system\""),
                "nul_character", good.replace("\"x\"", "\"a\\u0000b\""),
                "id_too_long", good.replace("\"1\"", "\"" + "1".repeat(256) + "\""),
                "unknown_participant", good.replace("RID001", "RID404"));

        writer.send(Event.of("poison", "first"));
        poison.forEach(
                (reason, value) -> writer.send("poison", value, new RecordHeader("note", reason.getBytes(UTF_8))));
        writer.send("poison", good, RunningWriter.type("paco.message.submitted.v2"));
        writer.send("poison", null);
        writer.send(Event.of("poison", "last"));

        awaitRows("poison", "first", "last");
        await().atMost(PATIENCE).until(() -> writer.deadLetters("poison").size() >= 8);
        List<ConsumerRecord<byte[], byte[]>> letters = writer.deadLetters("poison");
        Map<String, ConsumerRecord<byte[], byte[]>> byReason = letters.stream()
                .filter(letter -> letter.value() != null)
                .collect(Collectors.toMap(RunningWriter::reason, letter -> letter));
        assertThat(byReason)
                .containsOnlyKeys(
                        "not_json",
                        "missing_field",
                        "invalid_field",
                        "nul_character",
                        "id_too_long",
                        "unknown_participant",
                        "unsupported_version");
        byReason.forEach((reason, letter) -> {
            String value = poison.getOrDefault(reason, good);
            assertThat(letter.value()).isEqualTo(value.getBytes(UTF_8));
            assertThat(RunningWriter.header(letter, "note")).isEqualTo(poison.containsKey(reason) ? reason : "");
        });
        assertThat(letters).allSatisfy(letter -> {
            assertThat(RunningWriter.header(letter, DeadLetterHeaders.TOPIC)).isEqualTo("paco.messages");
            assertThat(RunningWriter.header(letter, DeadLetterHeaders.PARTITION))
                    .matches("\\d+");
            assertThat(RunningWriter.header(letter, DeadLetterHeaders.OFFSET)).matches("\\d+");
            assertThat(RunningWriter.header(letter, DeadLetterHeaders.TIME)).startsWith("20");
            assertThat(RunningWriter.header(letter, DeadLetterHeaders.DETAIL)).isNotEmpty();
        });
    }

    @Test
    void linesOfALogThatAreAboutAMessageNameItsKeyAndItsTraceAndNothingOfItsContent() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        String key = UUID.randomUUID().toString();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("dev.paco.consumer");
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.DEBUG);

        try {
            writer.send(
                    "lines",
                    Event.of("lines", "secret words").json().replace("RID001", "RID404"),
                    new RecordHeader(EventHeaders.SUBJECT, key.getBytes(UTF_8)),
                    new RecordHeader(
                            EventHeaders.TRACEPARENT, ("00-" + trace + "-00f067aa0ba902b7-01").getBytes(UTF_8)));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(List.copyOf(lines.list).stream()
                                    .filter(line -> String.valueOf(line.getKeyValuePairs())
                                            .contains(key)))
                            .hasSize(2)
                            .allMatch(line -> line.getKeyValuePairs().toString().contains("trace.id=\"" + trace))
                            .extracting(ILoggingEvent::getLevel)
                            .containsExactly(Level.WARN, Level.DEBUG));
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
        }
        assertThat(lines.list).noneMatch(line -> line.getFormattedMessage().contains("secret words"));
    }

    @Test
    void whatWasReceivedOfAParticipantUpToTheirErasureIsDroppedAndWhatCameLaterWritten() {
        // The events were received at 16:00:01.
        writer.execute(
                "INSERT INTO paco_research_ids (research_id, is_active) VALUES ('RID801', true), ('RID802', true)");
        writer.execute("INSERT INTO paco_erasure_tombstones VALUES ('RID801', '2025-01-08T16:00:01Z'),"
                + " ('RID802', '2025-01-08T16:00:00.999Z')");
        Event withdrawn = new Event(UUID.randomUUID(), "RID801", "withdrawn", "gone");

        writer.send(withdrawn);
        writer.send(withdrawn.withContent("gone, too"));
        writer.send(new Event(UUID.randomUUID(), "RID802", "withdrawn", "came later"));
        writer.send(Event.of("withdrawn", "another's"));

        awaitRows("withdrawn", "came later", "another's");
        assertThat(writer.query("SELECT count(*) FROM paco_message_revisions WHERE content LIKE 'gone%'"))
                .containsExactly("0");
        assertThat(writer.deadLetters("withdrawn")).isEmpty();
        assertThat(writer.counted("erased")).isEqualTo(2);
    }

    @Test
    void aCopyThatCannotBeWrittenIsNoSecondDeadLetter() {
        awaitNoLag();
        double before = writer.deadLettersCounted();

        writer.send("moved", "no JSON", new RecordHeader(CopyHeaders.OFFSET, "1".getBytes(UTF_8)));
        writer.send("moved", "no JSON");
        writer.send(Event.of("moved", "after"));

        awaitRows("moved", "after");
        assertThat(writer.deadLetters("moved")).hasSize(1);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(writer.deadLettersCounted() - before).isEqualTo(1));
    }

    private void awaitNoLag() {
        await().atMost(PATIENCE).until(() -> writer.gauge("paco.consumer.lag.records"), lag -> lag == 0);
    }

    @Test
    void whatOnlyPostgresRefusesIsIsolatedAndItsNeighboursKeepTheirOrder() {
        writer.execute("ALTER TABLE paco_conversations ADD CONSTRAINT refusing CHECK (content NOT LIKE 'refused%')");
        List<String> contents = IntStream.range(0, 200)
                .mapToObj(i -> (i == 50 || i == 51 || i == 199 ? "refused-" : "taken-") + i)
                .toList();

        contents.forEach(content -> writer.send(Event.of("refusing", content)));

        awaitRows(
                "refusing",
                contents.stream().filter(content -> content.startsWith("taken")).toArray(String[]::new));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(writer.deadLetters("refusing"))
                        .hasSize(3)
                        .allSatisfy(letter -> {
                            assertThat(RunningWriter.reason(letter)).isEqualTo("refused_by_database");
                            assertThat(RunningWriter.header(letter, DeadLetterHeaders.DETAIL))
                                    .isEqualTo("Postgres refuses the row with SQLSTATE 23514");
                        }));
    }

    @Test
    void anotherTextOfAMessageThatWasRefusedIsWritten() {
        writer.execute("ALTER TABLE paco_conversations ADD CONSTRAINT refusing_first CHECK (content <> 'bad first')");
        Event first = Event.of("second-chance", "bad first");

        writer.send(first);
        writer.send(first.withContent("good second"));

        awaitRows("second-chance", "good second");
    }

    @Test
    void manyMessagesOfManyConversationsAreRowsInTheOrderOfTheLog() {
        for (int i = 0; i < 15_000; i++) {
            writer.send(Event.of("ordered-" + i % 71, Integer.toString(i)));
        }

        await().atMost(PATIENCE)
                .until(() -> writer.query(
                                "SELECT count(*) FROM paco_conversations WHERE conversation_id LIKE 'ordered-%'")
                        .equals(List.of("15000")));
        assertThat(writer.query("""
            SELECT count(*) FROM (SELECT content::int, lag(content::int) OVER (PARTITION BY conversation_id ORDER BY id)
              AS before FROM paco_conversations WHERE conversation_id LIKE 'ordered-%') o WHERE before > content\
            """)).containsExactly("0");
    }

    @Test
    void copiesInOneBatchAndInLaterOnesAreOneRowAndOtherTextsAreRevisionsOnce() {
        Event event = Event.of("copies", "one");

        for (int round = 0; round < 3; round++) {
            for (String content : List.of("one", "two", "one", "three", "two")) {
                writer.send(event.withContent(content));
            }
            writer.flush();
        }
        writer.send(Event.of("copies", "end"));

        awaitRows("copies", "one", "end");
        assertThat(writer.query("SELECT r.content FROM paco_message_revisions r JOIN paco_conversations c"
                        + " ON c.id = r.message_id WHERE c.conversation_id = 'copies' ORDER BY r.id"))
                .containsExactly("two", "three");
    }

    @Test
    void duplicatesBurnNoIds() {
        Event event = Event.of("ids", "first");
        writer.send(event);
        awaitRows("ids", "first");

        IntStream.range(0, 500).forEach(i -> writer.send(event));
        writer.send(Event.of("ids", "second"));
        awaitRows("ids", "first", "second");

        List<String> ids = writer.query("SELECT id FROM paco_conversations WHERE conversation_id = 'ids' ORDER BY id");
        assertThat(Integer.parseInt(ids.get(1)) - Integer.parseInt(ids.get(0))).isLessThan(400);
    }

    @Test
    void anAliasAnswersForItsRow() {
        Event event = Event.of("aliased", "said once");
        writer.send(event);
        awaitRows("aliased", "said once");
        UUID alias = UUID.randomUUID();
        writer.execute("INSERT INTO paco_message_aliases SELECT '" + alias
                + "', id FROM paco_conversations WHERE conversation_id = 'aliased'");

        writer.send(new Event(alias, "RID001", "aliased", "said once"));
        writer.send(Event.of("aliased", "end"));

        awaitRows("aliased", "said once", "end");
    }

    @Test
    void aKeyOfAnotherParticipantsMessageTouchesNothing() {
        Event mine = Event.of("owned", "mine");
        writer.send(mine);
        writer.send(new Event(mine.messageKey(), "RID002", "owned", "theirs"));
        writer.send(Event.of("owned", "end"));

        awaitRows("owned", "mine", "end");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(writer.deadLetters("owned"))
                        .singleElement()
                        .satisfies(letter ->
                                assertThat(RunningWriter.reason(letter)).isEqualTo("key_of_another_participant")));
        assertThat(writer.query("SELECT count(*) FROM paco_message_revisions WHERE content = 'theirs'"))
                .containsExactly("0");
    }

    @Test
    void anIdSequenceThatIsBehindLosesNothing() {
        writer.send(Event.of("behind", "before"));
        awaitRows("behind", "before");
        writer.execute("SELECT setval('paco_conversations_id_seq', 1, false)");

        IntStream.range(0, 20).forEach(i -> writer.send(Event.of("behind", "after " + i)));

        awaitRows(
                "behind",
                IntStream.range(-1, 20)
                        .mapToObj(i -> i < 0 ? "before" : "after " + i)
                        .toArray(String[]::new));
        assertThat(writer.deadLetters("behind")).isEmpty();
    }

    @Test
    void aSingleMessageIsWrittenThoughTheSequenceStandsAtTheHighestId() {
        writer.send(Event.of("stale", "first"));
        writer.send(Event.of("stale", "second"));
        awaitRows("stale", "first", "second");
        // The highest id is what the second try takes.
        writer.execute(
                "SELECT setval('paco_conversations_id_seq', (SELECT max(id) - 1 FROM paco_conversations), false)");

        writer.send(Event.of("stale", "after"));

        awaitRows("stale", "first", "second", "after");
        assertThat(writer.deadLetters("stale")).isEmpty();
    }

    @Test
    void twentyThousandCopiesAroundAMessageHoldNothingUp() {
        Event copied = Event.of("copied", "said often");
        IntStream.range(0, 10_000).forEach(i -> writer.send(copied));
        writer.send(Event.of("copied", "said once"));
        IntStream.range(0, 10_000).forEach(i -> writer.send(copied));

        awaitRows("copied", "said often", "said once");
    }

    @Test
    void strangePoisonIsSetAsideAloneWithItsBytes() {
        String good = Event.of("strange", "x").json();
        List<String> poison = List.of(
                "",
                "null",
                "[]",
                "\"text\"",
                "\u0000",
                good.replace("\"x\"", "\"\\ud800\""),
                good.replace("\"x\"", "7"),
                good.replace("\"x\"", "{}"),
                good.replace("\"strange\"", "\"a\\u0000b\""),
                good.replace("2025-01-08T16:00:00Z", "+300000-01-01T00:00:00Z"),
                good.replace("2025-01-08T16:00:00Z", "-5000-01-01T00:00:00Z"),
                good.replace("true}", "[".repeat(5_000) + "]".repeat(5_000) + "}"));

        for (String value : poison) {
            writer.send("strange", value);
        }
        writer.send(Event.of("strange", "good"));

        awaitRows("strange", "good");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(writer.deadLetters("strange"))
                        .extracting(letter -> new String(letter.value(), UTF_8))
                        .containsExactlyInAnyOrderElementsOf(poison));
    }

    @Test
    void anOutageOfPostgresDeadLettersNothingAndTheBacklogDrainsByItself() {
        writer.refuseConnections(true);
        IntStream.range(0, 50).forEach(i -> writer.send(Event.of("outage", "message " + i)));
        writer.flush();
        await().atMost(PATIENCE).until(() -> writer.trouble() != null);
        writer.refuseConnections(false);

        awaitRows("outage", IntStream.range(0, 50).mapToObj(i -> "message " + i).toArray(String[]::new));
        assertThat(writer.deadLetters("outage")).isEmpty();
        assertThat(writer.trouble()).isNull();
    }

    private void awaitRows(String conversation, String... contents) {
        writer.flush();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(writer.query("SELECT content FROM paco_conversations WHERE conversation_id = '"
                                        + conversation + "' ORDER BY id"))
                                .containsExactly(contents));
    }
}
