package dev.paco.consumer.command;

import static dev.paco.consumer.command.OperatorStack.header;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PacoStack
@ExtendWith(OperatorStackExtension.class)
class DeadLettersCommandIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static OperatorStack stack;
    private static TestDatabase database;
    private static RunningWriter writer;

    @BeforeAll
    static void start(OperatorStack operators) {
        stack = operators;
        database = stack.migratedDatabase();
        writer = RunningWriter.start(
                stack, database.url(), UnaryOperator.identity(), "--paco.consumer.write.concurrency=1");
    }

    @AfterAll
    static void close() {
        writer.close();
    }

    @AfterEach
    void forget() {
        stack.deleteAll(PacoTopic.DEAD_LETTERS);
    }

    @Test
    void lettersAreListedWithoutTheirContentAndShownWithIt() {
        stack.send("conv\u001b[31m", "no JSON".getBytes(UTF_8), new RecordHeader("note", new byte[] {0, 1}));
        stack.send("conv_b", nobodys("conv_b", "Secret words"));
        stack.flush();
        awaitLetters(2);

        CommandRun list = run("list");
        assertThat(list.status()).isZero();
        assertThat(list.out())
                .contains("conv\\u{1b}[31m", "not_json 1", "unknown_participant 1", "RID404", "2 letters: ")
                .doesNotContain("\u001b", "Secret");
        assertThat(letters("--reason=not_json")).hasSize(1);
        assertThat(letters("--research-id=RID404", "--conversation=conv_b")).hasSize(1);
        assertThat(letters("--research-id=RID001")).isEmpty();
        assertThat(letters("--since=2020-01-01T00:00:00Z")).hasSize(2);
        assertThat(letters("--until=2020-01-01T00:00:00Z")).isEmpty();

        String notJson = letters("--reason=not_json").get(0);
        String shown = run("show", notJson, "--json").out();
        assertThat(decoded(shown, "$.value")).isEqualTo("no JSON".getBytes(UTF_8));
        assertThat(decoded(shown, "$.headers[0].value")).isEqualTo(new byte[] {0, 1});
        assertThat(run("show", notJson).out()).contains("header note: \\u{0}\\u{1}", "value: no JSON");
        CommandRun missing = run("show", "11-999999");
        assertThat(missing.status()).isEqualTo(3);
        assertThat(missing.err()).contains("There is no letter 11-999999.");
    }

    @Test
    void aLetterThatIsRefusedAgainCountsItsAttemptsAndIsWrittenOnceItCanBe() {
        byte[] value = nobodys("conv_again", "At last").clone();
        stack.send("conv_again", value, new RecordHeader("note", "kept".getBytes(UTF_8)));
        stack.send("conv_again", nobodys("conv_again", "At last, too"));
        stack.flush();
        awaitLetters(2);
        List<String> before = letters();

        CommandRun dry = run(json("redrive", "--reason=unknown_participant", "--dry-run"));
        assertThat(dry.status()).isZero();
        assertThat(JsonPath.<Integer>read(dry.out(), "$.chosen")).isEqualTo(2);
        assertThat(redriven()).isEmpty();

        CommandRun again = run(json("redrive", "--all"));
        assertThat(again.status()).isEqualTo(3);
        assertThat(JsonPath.<Integer>read(again.out(), "$.refused_again.unknown_participant"))
                .isEqualTo(2);
        assertThat(letters()).isEqualTo(before);
        assertThat(JsonPath.<List<Integer>>read(run(json("list")).out(), "$.letters[*].attempt"))
                .containsExactly(2, 2);

        database.execute("INSERT INTO paco_research_ids (research_id, is_active) VALUES ('RID404', true)");
        CommandRun accepted = run("redrive", before.get(0), before.get(1));
        assertThat(accepted.status()).isZero();
        assertThat(accepted.out()).startsWith("Redriven 2 of 2 letters");
        assertThat(database.rows("SELECT content FROM paco_conversations WHERE conversation_id = 'conv_again'"))
                .containsExactlyInAnyOrder("At last", "At last, too");
        assertThat(letters()).isEmpty();
        assertThat(letters("--state=redriven")).isEqualTo(before);
        assertThat(redriven()).hasSize(4).anySatisfy(record -> {
            assertThat(record.value()).isEqualTo(value);
            assertThat(record.key()).isEqualTo("conv_again".getBytes(UTF_8));
            assertThat(header(record, "note")).isEqualTo("kept");
            assertThat(record.headers()).noneMatch(header -> header.key().startsWith("paco-dlt-"));
        });
        database.execute(
                "DELETE FROM paco_conversations", "DELETE FROM paco_research_ids WHERE research_id = 'RID404'");
    }

    @Test
    void aDiscardedLetterIsListedNoMoreAndItsReasonKept() {
        stack.send("conv_d", "no JSON".getBytes(UTF_8));
        stack.flush();
        awaitLetters(1);
        String letter = letters().get(0);

        assertThat(run("discard", letter).status()).isEqualTo(2);
        assertThat(run("discard", letter, "--because= ").err()).contains("it is blank; say why");
        assertThat(run("discard", "--because=test").err()).contains("--all for all open letters");
        assertThat(run("discard", letter, "--because=A test of ours", "--by=ann")
                        .out())
                .startsWith("Discarded 1 letter");
        assertThat(letters()).isEmpty();
        assertThat(run("list", "--state=discarded").out()).contains(letter, "(A test of ours)");
        assertThat(JsonPath.<List<String>>read(run(json("list", "--all")).out(), "$.letters[*].acted_by"))
                .containsExactly("ann");
    }

    @Test
    void aLetterThatWasRepeatedIsOneAndOneWithoutOriginIsOneToo() {
        for (int i = 0; i < 2; i++) {
            stack.send(new ProducerRecord<>(
                    PacoTopic.DEAD_LETTERS.name(),
                    4,
                    "conv_r".getBytes(UTF_8),
                    "x".getBytes(UTF_8),
                    List.of(
                            new RecordHeader("paco-dlt-topic", "paco.messages".getBytes(UTF_8)),
                            new RecordHeader("paco-dlt-partition", "7".getBytes(UTF_8)),
                            new RecordHeader("paco-dlt-offset", "815".getBytes(UTF_8)))));
        }
        Event event = new Event(UUID.randomUUID(), "RID001", "conv_h", "By hand");
        stack.send(new ProducerRecord<>(
                PacoTopic.DEAD_LETTERS.name(), 4, null, event.json().getBytes(UTF_8)));
        stack.flush();

        assertThat(letters()).hasSize(2).contains("7-815").anyMatch(letter -> letter.startsWith("dlt-4-"));
        String byHand = letters().stream()
                .filter(letter -> letter.startsWith("dlt-"))
                .findFirst()
                .orElseThrow();
        assertThat(run("redrive", byHand).status()).isZero();
        assertThat(database.rows("SELECT content FROM paco_conversations WHERE conversation_id = 'conv_h'"))
                .containsExactly("By hand");
        assertThat(letters()).containsExactly("7-815");
    }

    private static byte[] nobodys(String conversation, String content) {
        return new Event(UUID.randomUUID(), "RID404", conversation, content)
                .json()
                .getBytes(UTF_8);
    }

    private static void awaitLetters(int count) {
        await().atMost(PATIENCE)
                .until(() -> stack.records(PacoTopic.DEAD_LETTERS).size() == count);
    }

    private static List<ConsumerRecord<byte[], byte[]>> redriven() {
        return stack.records(PacoTopic.MESSAGES).stream()
                .filter(record -> header(record, "paco-redriven-letter") != null)
                .filter(record -> Arrays.equals(record.key(), "conv_again".getBytes(UTF_8)))
                .toList();
    }

    private static List<String> letters(String... options) {
        List<String> arguments = new ArrayList<>(List.of("list", "--json"));
        arguments.addAll(List.of(options));
        return JsonPath.read(run(arguments.toArray(String[]::new)).out(), "$.letters[*].letter");
    }

    private static byte[] decoded(String json, String path) {
        return Base64.getDecoder().decode(JsonPath.<String>read(json, path));
    }

    private static CommandRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("deadletters"));
        all.addAll(List.of(arguments));
        return stack.run(database, all.toArray(String[]::new));
    }
}
