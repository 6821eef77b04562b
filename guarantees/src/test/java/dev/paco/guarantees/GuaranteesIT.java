package dev.paco.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.common.database.DatabaseUrl;
import dev.paco.common.topic.PacoTopic;
import dev.paco.guarantees.Run.Measured;
import dev.paco.guarantees.check.Checker;
import dev.paco.guarantees.check.Violation;
import dev.paco.guarantees.check.Violation.Promise;
import dev.paco.guarantees.observe.Database;
import dev.paco.guarantees.observe.Meters;
import dev.paco.guarantees.observe.Topics;
import dev.paco.infra.host.ServiceFolder;
import dev.paco.infra.process.Part;
import dev.paco.infra.process.Product;
import dev.paco.infra.process.Product.Layout;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** G1 to G5 and G9: whatever is struck under load, what was acknowledged is there once, and in order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuaranteesIT {

    private static final Path FOLDER = Path.of("target", "processes");
    private static final Pattern SAID = Pattern.compile("-\\d+ #\\d+");
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}");
    private static final int KILLED_AT_A_TIME = 3;
    private static final int ACKNOWLEDGED_IN_AN_OUTAGE = 60;

    private final List<Measured> measured = new ArrayList<>();
    private final Random random = new Random(20_250_108);

    private Product product;
    private Topics topics;
    private Database database;

    @BeforeAll
    void startEverything() throws SQLException {
        ServiceFolder.deleteTree(FOLDER);
        product = Product.start(new Layout(
                FOLDER, Path.of("../gateway/target/gateway.jar"), Path.of("../consumer/target/consumer.jar"), 3, 2, 2));
        database = new Database(product.postgres().databaseUrl());
        product.parts().forEach(Run::awaitReady);
        database.execute("INSERT INTO paco_research_ids (research_id, is_active)"
                + " SELECT 'RID' || lpad(i::text, 3, '0'), true FROM generate_series(1, 10) i");
        topics = new Topics(product.kafka().bootstrapServers());
    }

    @AfterAll
    void stopEverything() {
        Run.print(measured);
        if (topics != null) {
            topics.close();
        }
        if (product != null) {
            product.close();
        }
    }

    @Test
    @Order(1)
    void withoutFaultsTheCountersAgreeWithTheTables() throws SQLException {
        List<String> poison =
                IntStream.range(0, 25).mapToObj(i -> "{\"poison\": " + i).toList();
        // Whom a process that has just started lets wait too long asks again.
        try (Run warmUp = Run.start("warm-up", product, topics, database)) {
            warmUp.check();
        }
        Meters gateways = new Meters(product.gatewayManagement());
        long before = published(gateways);
        try (Run run = Run.start("no-fault", product, topics, database)) {
            topics.send("no-fault-0", poison);
            run.awaitProgress();
            measured.add(run.check());

            Meters writers = new Meters(product.writerManagement());
            long saved = database.number("SELECT count(*) FROM paco_conversations");
            long revised = database.number("SELECT count(*) FROM paco_message_revisions");
            long records = topics.size(PacoTopic.MESSAGES);
            assertThat(writers.sum("paco_consumer_outcomes_total", "outcome=\"saved\""))
                    .isEqualTo(saved);
            assertThat(writers.sum("paco_consumer_outcomes_total", "outcome=\"revised\""))
                    .isEqualTo(revised);
            assertThat(writers.sum("paco_consumer_outcomes_total", "outcome=\"dead_lettered\""))
                    .isEqualTo(topics.size(PacoTopic.DEAD_LETTERS))
                    .isEqualTo(poison.size());
            assertThat(writers.sum("paco_consumer_outcomes_total", "outcome=\"duplicate\""))
                    .isEqualTo(records - saved - revised - poison.size());
            assertThat(published(gateways)).isEqualTo(records - poison.size()).isEqualTo(before + run.acknowledged());
        }
    }

    private static long published(Meters gateways) {
        return gateways.sum("paco_gateway_publish_results_total", "result=\"published\"");
    }

    @ParameterizedTest
    @Order(2)
    @EnumSource
    void nothingIsLostOrDoubledWhen(Fault fault) throws SQLException {
        for (int round = 1; round <= Chaos.rounds(); round++) {
            try (Run run = Run.start(fault + "-" + round, product, topics, database)) {
                fault.strike(product);
                if (fault.hasStandIn()) {
                    run.awaitRecovery();
                    fault.heal(product);
                    run.awaitProgress();
                } else {
                    run.awaitAcknowledgements(ACKNOWLEDGED_IN_AN_OUTAGE);
                    fault.heal(product);
                    run.awaitRecovery();
                }
                Measured result = run.check();
                measured.add(result);
                assertThat(result.recovery()).isLessThan(Chaos.tolerated(fault.longestRecovery()));
                assertThat(result.withoutAnswer()).isLessThan(Chaos.tolerated(fault.longestWithoutAnswer()));
            }
        }
    }

    @Test
    @Order(3)
    void nothingIsLostOrDoubledWhenPostgresRefusesConnections() throws SQLException {
        Database administration = new Database(product.postgres().createDatabase("administration"));
        String everybody =
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database.name() + "'";
        try (Run run = Run.start("connections-refused", product, topics, database)) {
            administration.execute("ALTER DATABASE " + database.name() + " WITH ALLOW_CONNECTIONS false", everybody);
            administration.number("SELECT 1 FROM pg_sleep(" + Chaos.refusal().toSeconds() + ")");
            administration.execute("ALTER DATABASE " + database.name() + " WITH ALLOW_CONNECTIONS true");
            run.awaitRecovery();
            measured.add(run.check());
        }
    }

    @Test
    @Order(4)
    void nothingIsLostOrDoubledWhenTwoWritersJoinAndTwoLeave() throws SQLException {
        try (Run run = Run.start("writers-join-and-leave", Chaos.paceOfRestarts(), product, topics, database)) {
            List<Part> leaving = List.copyOf(product.writers());
            List<Part> joining = List.of(product.addWriter(), product.addWriter());
            joining.forEach(Part::start);
            joining.forEach(Run::awaitReady);
            run.awaitProgress();
            leaving.forEach(Part::stop);
            product.forgetWriters(leaving);
            run.awaitProgress();
            measured.add(run.check());
        }
    }

    @Test
    @Order(6)
    void aRollingRestartOfEverythingLosesNothing() throws SQLException {
        try (Run run = Run.start("rolling-restart", Chaos.paceOfRestarts(), product, topics, database)) {
            for (List<Part> wave : Chaos.waves(product)) {
                wave.forEach(Part::stop);
                wave.forEach(Part::start);
                wave.forEach(Run::awaitReady);
                run.awaitProgress();
            }
            measured.add(run.check());
            assertThatWhatIsPlantedIsSeen(run);
        }
    }

    @Test
    @Order(5)
    @EnabledIfSystemProperty(named = "paco.chaos", matches = "long")
    void nothingIsLostOrDoubledWhenSeveralPartsAtATimeAreKilledAtRandom() throws SQLException {
        long end = System.nanoTime() + Chaos.SCHEDULE.toNanos();
        try (Run run = Run.start("killed-at-random", product, topics, database)) {
            List<Part> parts = new ArrayList<>(product.parts());
            while (System.nanoTime() < end) {
                Collections.shuffle(parts, random);
                List<Part> killed = parts.subList(0, 1 + random.nextInt(KILLED_AT_A_TIME));
                killed.forEach(Part::kill);
                killed.forEach(Part::start);
                killed.forEach(Run::awaitReady);
                run.awaitProgress();
            }
            measured.add(run.check());
        }
    }

    @Test
    @Order(7)
    void noLineOfAllLogsTellsWhatWasSaidOrHowToGetIn() throws Exception {
        assertThat(database.rows()).allSatisfy(row -> assertThat(row.text()).containsPattern(SAID));
        String password = Objects.requireNonNull(
                DatabaseUrl.parse(product.postgres().databaseUrl()).password());
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(FOLDER, "{gateway,writer}*.log")) {
            for (Path file : logs) {
                assertThat(Files.readAllLines(file))
                        .isNotEmpty()
                        .allSatisfy(line -> assertThat(line)
                                .doesNotContainPattern(SAID)
                                .doesNotContainPattern(TOKEN)
                                .doesNotContain(Product.JWT_SECRET, ":" + password + "@", "assword="));
            }
        }
    }

    /** On what was really read: a checker that sees nothing would be green, too. */
    private void assertThatWhatIsPlantedIsSeen(Run run) throws SQLException {
        database.execute(
                "CREATE TABLE kept AS SELECT * FROM paco_conversations"
                        + " WHERE id = (SELECT max(id) FROM paco_conversations)",
                "DELETE FROM paco_message_revisions WHERE message_id = (SELECT id FROM kept)",
                "DELETE FROM paco_conversations WHERE id = (SELECT id FROM kept)");
        assertThat(promisesBroken(run)).contains(Promise.NOTHING_IS_LOST, Promise.ONE_PLACE_PER_KEY);

        database.execute(
                "UPDATE kept SET id = (SELECT min(id) - 1 FROM paco_conversations)",
                "INSERT INTO paco_conversations SELECT * FROM kept");
        assertThat(promisesBroken(run)).contains(Promise.IN_THE_ORDER_OF_THE_LOG);

        database.execute(
                "UPDATE kept SET id = id - 1, message_key = NULL", "INSERT INTO paco_conversations SELECT * FROM kept");
        assertThat(promisesBroken(run)).contains(Promise.ONE_ROW_PER_MESSAGE);

        database.execute("DELETE FROM paco_conversations c USING kept k WHERE c.id IN (k.id, k.id + 1)");
    }

    private static List<Promise> promisesBroken(Run run) throws SQLException {
        return Checker.violations(run.evidence()).stream()
                .map(Violation::promise)
                .distinct()
                .toList();
    }
}
