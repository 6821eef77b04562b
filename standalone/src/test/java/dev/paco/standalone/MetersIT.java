package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.standalone.Exposition.Family;
import dev.paco.standalone.Exposition.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What the meters say, held against what happened, and what is written of them. */
@PipelineTest
class MetersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path DOCUMENTATION = Path.of("..", "docs", "metrics.md");

    private final Client pipeline;
    private final MeterPages pages;

    MetersIT(Client pipeline, MeterPages pages) {
        this.pipeline = pipeline;
        this.pages = pages;
    }

    @Test
    void theDocumentationHasEachMeterWithItsTypeLabelsAndMeaning() throws IOException {
        assertThat(documented("\\| `paco_[a-z_]+` .*")).containsExactlyInAnyOrderElementsOf(rows(pages.all()));
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
    void savedDuplicateAndRefusedMessagesAreCountedAsWhatTheyAre() {
        String token = pipeline.logIn("RID007");
        Exposition gateway = pages.gateway();
        Exposition consumer = pages.consumer();

        pipeline.save(token, Message.of("RID007", "meters", 1, "one"));
        pipeline.save(token, Message.of("RID007", "meters", 1, "one"));
        pipeline.save(token, "{}");

        await().atMost(PATIENCE).untilAsserted(() -> {
            Exposition then = pages.consumer();
            assertThat(then.sum("paco_consumer_outcomes_total", "outcome", "saved"))
                    .isGreaterThan(consumer.sum("paco_consumer_outcomes_total", "outcome", "saved"));
            assertThat(then.sum("paco_consumer_outcomes_total", "outcome", "duplicate"))
                    .isGreaterThan(consumer.sum("paco_consumer_outcomes_total", "outcome", "duplicate"));
            assertThat(then.sum("paco_consumer_latency_seconds_count"))
                    .isEqualTo(then.sum("paco_consumer_outcomes_total", "outcome", "saved"));
        });
        assertThat(pages.gateway().sum("paco_gateway_refused_total"))
                .isGreaterThan(gateway.sum("paco_gateway_refused_total"));
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
