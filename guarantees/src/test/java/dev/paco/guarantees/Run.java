package dev.paco.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.guarantees.check.Checker;
import dev.paco.guarantees.check.Evidence;
import dev.paco.guarantees.load.Load;
import dev.paco.guarantees.observe.Database;
import dev.paco.guarantees.observe.RowWatch;
import dev.paco.guarantees.observe.Topics;
import dev.paco.infra.process.Part;
import dev.paco.infra.process.Product;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Load on the product from which every 2xx is noted, until all of it is checked. */
final class Run implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration READINESS = Duration.ofMillis(500);

    private final String name;
    private final Product product;
    private final Topics topics;
    private final Database database;
    private final Load load;
    private final RowWatch rows;
    private Duration recovery = Duration.ZERO;

    private Run(String name, Product product, Topics topics, Database database, Load load, RowWatch rows) {
        this.name = name;
        this.product = product;
        this.topics = topics;
        this.database = database;
        this.load = load;
        this.rows = rows;
    }

    /** Begins, and returns when every conversation has its first rows. */
    static Run start(String name, Product product, Topics topics, Database database) throws SQLException {
        return start(name, Chaos.pace(), product, topics, database);
    }

    /** As the other, where each speaker waits for {@code pace} between two messages. */
    static Run start(String name, Duration pace, Product product, Topics topics, Database database)
            throws SQLException {
        RowWatch rows = RowWatch.start(database);
        Path file = Path.of("target", "acknowledged-" + name + ".tsv");
        Run run = new Run(
                name, product, topics, database, Load.start(name, product.gatewayAddresses(), file, pace), rows);
        run.awaitProgress();
        return run;
    }

    /** As {@link #awaitProgress}, which is the recovery from a fault. */
    void awaitRecovery() {
        long start = System.nanoTime();
        awaitProgress();
        recovery = Duration.ofNanos(System.nanoTime() - start);
    }

    /** Returns when so many more were acknowledged. */
    void awaitAcknowledgements(int more) {
        int before = load.acknowledged();
        await().pollInterval(LOOK).atMost(PATIENCE).until(() -> load.acknowledged() >= before + more);
    }

    /** Returns when every conversation has the row of a message that was said after this call. */
    void awaitProgress() {
        Map<String, Integer> begun = load.begun();
        await().pollInterval(LOOK).atMost(PATIENCE).until(() -> {
            Map<String, Integer> written = rows.rows();
            return begun.entrySet().stream()
                    .allMatch(before -> written.getOrDefault(before.getKey(), 0) > before.getValue());
        });
    }

    /** Returns when {@code part} serves. */
    static void awaitReady(Part part) {
        await(part.name()).pollInterval(READINESS).atMost(PATIENCE).until(part::isReady);
    }

    /** Stops talking, waits for the writers, and holds everything against the promises; what was measured. */
    Measured check() throws SQLException {
        Duration acknowledgements = load.stalls().longest();
        Duration written = rows.stalls().longest();
        load.stop();
        product.parts().forEach(Run::awaitReady);
        await().pollInterval(LOOK).atMost(PATIENCE).until(() -> topics.lag() == 0);
        assertThat(Checker.violations(evidence())).isEmpty();
        assertThat(load.answers().counts().keySet()).isSubsetOf("200", "202", "503", "no answer");
        long messages =
                load.begun().values().stream().mapToInt(Integer::intValue).sum();
        return new Measured(
                name, messages, load.acknowledged(), load.answers().counts(), acknowledgements, written, recovery);
    }

    /** All that can be seen now, of this run and those before it. */
    Evidence evidence() throws SQLException {
        return new Evidence(
                load.acknowledgements(),
                topics.log(),
                database.rows(),
                database.revisions(),
                topics.letters(),
                Set.of());
    }

    /** How often 2xx was answered. */
    int acknowledged() {
        return load.acknowledged();
    }

    @Override
    public void close() {
        load.close();
        rows.close();
    }

    /**
     * What a run was like.
     *
     * @param messages how many different ones were sent
     * @param acknowledged how often 2xx was answered, for repetitions and corrections, too
     * @param withoutAnswer the longest time in which a conversation got no 2xx
     * @param withoutRow the longest time in which a conversation got no row
     * @param recovery the time from the fault, or from its end where nothing stands in, until each conversation had rows
     *     of messages that were said after it
     */
    record Measured(
            String name,
            long messages,
            int acknowledged,
            Map<String, Integer> answers,
            Duration withoutAnswer,
            Duration withoutRow,
            Duration recovery) {

        static final String HEADING = "%-28s %9s %9s %14s %14s %10s  %s"
                .formatted("fault", "messages", "2xx", "longest no 2xx", "longest no row", "recovery", "answers");

        String line() {
            return "%-28s %9d %9d %12.1f s %12.1f s %8.1f s  %s"
                    .formatted(
                            name,
                            messages,
                            acknowledged,
                            seconds(withoutAnswer),
                            seconds(withoutRow),
                            seconds(recovery),
                            new TreeMap<>(answers));
        }

        private static double seconds(Duration duration) {
            return duration.toMillis() / 1000.0;
        }
    }

    /** Prints a table of what was measured. */
    static void print(List<Measured> all) {
        System.out.println(Measured.HEADING);
        all.forEach(measured -> System.out.println(measured.line()));
    }
}
