package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.common.topic.PacoTopic;
import dev.paco.infra.stack.Stack;
import dev.paco.standalone.ElevenLabsSimulator.Conversation;
import dev.paco.standalone.Exposition.Family;
import dev.paco.standalone.Exposition.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What the meters say, held against what happened, and what is written of them. */
@PipelineTest
class MetersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path DOCUMENTATION = Path.of("..", "docs", "metrics.md");

    private final Client pipeline;
    private final MeterPages pages;
    private final GuardedGateway guarded;
    private final ElevenLabsSimulator elevenLabs;
    private final Stack stack;

    MetersIT(Client pipeline, MeterPages pages, GuardedGateway guarded, ElevenLabsSimulator elevenLabs, Stack stack) {
        this.elevenLabs = elevenLabs;
        this.pipeline = pipeline;
        this.pages = pages;
        this.guarded = guarded;
        this.stack = stack;
    }

    @Test
    void theDocumentationHasEachMeterWithItsTypeLabelsAndMeaning() throws IOException {
        List<Exposition> all = new ArrayList<>(pages.all());
        all.add(Exposition.of(guarded.management().get("/actuator/prometheus").body()));

        assertThat(documented("\\| `paco_[a-z_]+` .*")).containsExactlyInAnyOrderElementsOf(rows(all));
    }

    @Test
    void theDocumentationHasTheValuesOfLabels() throws IOException {
        Pattern row = Pattern.compile("\\| `(\\w+)` of `(\\w+)` \\| (`.*) \\|");
        List<String> rows = documented(row.pattern());

        assertThat(rows).hasSizeGreaterThan(5).allSatisfy(line -> {
            Matcher documented = row.matcher(line);
            assertThat(documented.matches()).isTrue();
            assertThat(documented.group(3))
                    .isEqualTo(pages.all().stream()
                            .flatMap(page -> page.values(documented.group(2), documented.group(1)))
                            .sorted()
                            .map(value -> "`" + value + "`")
                            .collect(Collectors.joining(", ")));
        });
    }

    @Test
    void whatTheDocumentationNamesOfOthersIsThere() throws IOException {
        List<Exposition> shown = pages.all();

        assertThat(documented("\\| `(?!paco_)[a-z0-9_]+` \\|.*"))
                .hasSizeGreaterThan(5)
                .allSatisfy(row ->
                        assertThat(shown).anyMatch(page -> page.families().containsKey(row.split("`", 3)[1])));
    }

    @Test
    void alertsAndPanelsAskForMetersThatThereAre() throws IOException {
        String token = pipeline.logIn("RID007");
        pipeline.save(token, "{}");
        List<Sample> samples =
                pages.all().stream().flatMap(page -> page.samples().stream()).toList();
        List<MeterQuery> queries = Stream.concat(alerts(), panels()).toList();

        assertThat(queries).hasSizeGreaterThan(40).allSatisfy(query -> {
            assertThat(samples).extracting(Sample::name).as(query.expression()).containsAll(query.meters());
            assertThat(samples.stream()
                            .filter(sample -> query.meters().contains(sample.name()))
                            .flatMap(sample -> sample.labels().keySet().stream()))
                    .as(query.expression())
                    .containsAll(query.labels());
        });
        assertThat(queries).filteredOn(query -> query.meters().isEmpty()).hasSize(2);
    }

    private static Stream<MeterQuery> alerts() throws IOException {
        return Pattern.compile("(?m)^        expr: (?:>-\\s+)?((?:.|\\n)*?)\\n        \\w+:")
                .matcher(Files.readString(Path.of("..", "deploy", "prometheus", "alerts.yml")))
                .results()
                .map(result -> new MeterQuery(result.group(1)));
    }

    private static Stream<MeterQuery> panels() throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(Path.of("..", "deploy", "grafana", "dashboards", "paco.json")))
                .findValuesAsString("expr")
                .stream()
                .map(MeterQuery::new);
    }

    @Test
    void theMetersSayWhatTheDatabaseTheTopicsAndTheAnswersSay() {
        String token = pipeline.logIn("RID007");
        Exposition gateway = pages.gateway();
        Exposition consumer = awaitNoLag();
        long rows = count("paco_conversations");
        long revisions = count("paco_message_revisions");

        List.of("one", "one", "another").forEach(said -> pipeline.save(token, Message.of("RID007", "meters", 1, said)));
        pipeline.save(token, "{}");
        pipeline.post(
                "/api/v1/chat/save-messages",
                "{\"messages\": [%s, {}, {}]}".formatted(Message.of("RID007", "meters", 2, "two")),
                "Authorization",
                "Bearer " + token);
        elevenLabs.fire(new Conversation("conv_meters", "RID007")
                .turn("user", "Hello", "")
                .turn("user", "x".repeat(810_000), "")
                .json());
        produce("no JSON", """
        {"message_key": "%s", "research_id": "RID007", "role": "user", "content": "Hello", "timestamp": "2025-01-08T16:00:00Z",
         "provider": "openai", "conversation_id": "meters", "received_at": "2025-01-08T16:00:01Z", "source": "frontend"}\
        """.formatted(UUID.randomUUID()));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(outcomes(pages.consumer(), consumer))
                        .containsExactlyInAnyOrderEntriesOf(Map.of(
                                "message saved", 4d,
                                "message duplicate", 1d,
                                "message revised", 1d,
                                "message dead_lettered", 1d,
                                "conversation saved", 1d)));
        Exposition then = pages.consumer();
        assertThat(count("paco_conversations") - rows).isEqualTo(4);
        assertThat(count("paco_message_revisions") - revisions).isEqualTo(1);
        assertThat(increase("paco_consumer_latency_seconds_count", then, consumer))
                .isEqualTo(4);
        assertThat(increase("paco_consumer_dead_letters_total", then, consumer)).isEqualTo(1);
        assertThat(increase("paco_consumer_batch_size_records_sum", then, consumer))
                .isEqualTo(8);
        assertThat(increase("paco_gateway_publish_acknowledged_seconds_count", pages.gateway(), gateway))
                .isEqualTo(6);
        assertThat(increase("paco_gateway_refused_total", pages.gateway(), gateway))
                .isEqualTo(1);
        assertThat(increase("paco_gateway_transcript_turns_lost_total", pages.gateway(), gateway))
                .isEqualTo(1);
        assertThat(increase("paco_gateway_batch_refused_total", pages.gateway(), gateway))
                .isEqualTo(2);
    }

    private void produce(String... values) {
        try (Producer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (String value : values) {
                var unused = producer.send(new ProducerRecord<>(PacoTopic.MESSAGES.name(), "meters", value));
            }
        }
    }

    /** Whatever the tests before have put on the log is counted then. */
    private Exposition awaitNoLag() {
        return await().atMost(PATIENCE)
                .until(pages::consumer, consumer -> consumer.sum("paco_consumer_lag_records") == 0);
    }

    private static Map<String, Double> outcomes(Exposition then, Exposition before) {
        Map<String, Double> increases = new TreeMap<>();
        for (Sample sample : then.samples()) {
            if (sample.name().equals("paco_consumer_outcomes_total")) {
                String record = String.valueOf(sample.labels().get("record"));
                String outcome = String.valueOf(sample.labels().get("outcome"));
                increases.put(
                        record + " " + outcome,
                        sample.value() - before.sum(sample.name(), "record", record, "outcome", outcome));
            }
        }
        increases.values().removeIf(increase -> increase == 0);
        return increases;
    }

    private static double increase(String name, Exposition then, Exposition before) {
        return then.sum(name) - before.sum(name);
    }

    private long count(String table) {
        return Long.parseLong(pipeline.query("SELECT count(*) FROM " + table).get(0));
    }

    @Test
    void theLagIsKnownForEveryPartitionAndGoesBackToNothing() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Exposition consumer = pages.consumer();
            assertThat(consumer.samples().stream()
                            .filter(sample -> sample.name().equals("paco_consumer_lag_records")))
                    .hasSize(12);
            assertThat(consumer.sum("paco_consumer_lag_known")).isEqualTo(1);
            assertThat(consumer.sum("paco_consumer_lag_records")).isZero();
            assertThat(consumer.sum("paco_consumer_lag_seconds")).isZero();
        });
    }

    private static List<String> documented(String row) throws IOException {
        return Files.readAllLines(DOCUMENTATION).stream()
                .filter(line -> line.matches(row))
                .toList();
    }

    private static List<String> rows(List<Exposition> pages) {
        Map<String, String> rows = new TreeMap<>();
        for (Exposition page : pages) {
            for (Family family : page.families().values()) {
                if (family.name().startsWith("paco_") && !family.name().endsWith("_max")) {
                    String labels =
                            page.labels(family).isEmpty() ? "" : "`" + String.join("`, `", page.labels(family)) + "`";
                    rows.put(
                            family.name(),
                            "| `%s` | %s | %s | %s |"
                                    .formatted(family.name(), family.type(), labels, family.help())
                                    .replace("  ", " "));
                }
            }
        }
        return List.copyOf(rows.values());
    }
}
