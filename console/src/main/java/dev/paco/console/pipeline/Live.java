package dev.paco.console.pipeline;

import dev.paco.common.event.Outcome;
import dev.paco.common.topic.PacoTopic;
import dev.paco.console.page.Times;
import dev.paco.consumer.log.PartitionLag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the page shows now. The page and what is sent to it afterwards are made of the same.
 *
 * @param figures by the name of their place
 * @param tables rows by the name of their table
 * @param hour rows of the charts' tables
 * @param newStep whether these rows have one more than before
 */
record Live(
        Map<String, Cell> figures,
        Map<String, List<List<Cell>>> tables,
        Map<String, List<List<Cell>>> hour,
        boolean newStep) {

    private static final Times TIMES = new Times();
    private static final int TIME_LETTERS = 5;

    static Live of(Figures figures, List<Figures.Step> hour, boolean newStep) {
        return new Live(
                places(figures),
                Map.of(
                        "partitions", partitions(figures),
                        "outcomes", outcomes(figures),
                        "letters", letters(figures),
                        "parts", parts(figures)),
                hour(hour),
                newStep);
    }

    private static Map<String, Cell> places(Figures figures) {
        Map<String, Cell> places = new LinkedHashMap<>();
        places.put("at", Cell.text(TIMES.full(figures.at())));
        places.put("in", Cell.rate(figures.in()));
        places.put("out", Cell.rate(figures.out()));
        places.put("behind", figures.log().map(log -> Cell.count(log.behind())).orElseGet(Cell::unknown));
        places.put(
                "age", figures.log().flatMap(LogReading::age).map(Cell::length).orElseGet(Cell::unknown));
        places.put("median", Cell.seconds(figures.median()));
        places.put("p99", Cell.seconds(figures.p99()));
        places.put(
                "writers", figures.log().map(log -> Cell.count(log.writers())).orElseGet(Cell::unknown));
        places.put(
                "open",
                figures.open()
                        .map(open -> Cell.count(open.values().stream()
                                .mapToInt(Integer::intValue)
                                .sum()))
                        .orElseGet(Cell::unknown));
        return places;
    }

    private static List<List<Cell>> partitions(Figures figures) {
        return figures.log()
                .map(log -> log.partitions().stream().map(Live::partition).toList())
                .orElseGet(() -> IntStream.range(0, PacoTopic.MESSAGES.partitions())
                        .mapToObj(number -> List.of(
                                Cell.text(Integer.toString(number)), Cell.unknown(), Cell.unknown(), Cell.unknown()))
                        .toList());
    }

    private static List<Cell> partition(PartitionLag lag) {
        Duration age = lag.age();
        return List.of(
                Cell.text(Integer.toString(lag.partition())),
                Cell.count(lag.records()),
                age == null ? Cell.unknown() : Cell.length(age),
                Cell.count(lag.end()));
    }

    private static List<List<Cell>> outcomes(Figures figures) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            Double rate = figures.rates().get(outcome.wireName());
            Double count = figures.counted().get(outcome.wireName());
            rows.add(List.of(
                    Cell.text(outcome.wireName().replace('_', '-')),
                    rate == null ? Cell.unknown() : Cell.rate(rate),
                    count == null ? Cell.unknown() : Cell.count(Math.round(count))));
        }
        rows.add(List.of(
                Cell.text("all"),
                figures.rates().isEmpty() ? Cell.unknown() : Cell.rate(sum(figures.rates())),
                figures.counted().isEmpty() ? Cell.unknown() : Cell.count(Math.round(sum(figures.counted())))));
        return rows;
    }

    private static double sum(Map<String, Double> counts) {
        return counts.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static List<List<Cell>> letters(Figures figures) {
        return figures.open().orElse(Map.of()).entrySet().stream()
                .map(reason -> List.of(Cell.text(reason.getKey()), Cell.count(reason.getValue())))
                .toList();
    }

    private static List<List<Cell>> parts(Figures figures) {
        Stream<List<Cell>> stores = Stream.of(
                part(
                        "Kafka",
                        figures.log().map(log -> PartState.UP).orElse(PartState.NO_ANSWER),
                        figures.log()
                                .map(log -> log.brokers() + (log.brokers() == 1 ? " broker" : " brokers"))
                                .orElse("")),
                part(
                        "Postgres",
                        figures.database().map(version -> PartState.UP).orElse(PartState.NO_ANSWER),
                        figures.database().map(version -> "version " + version).orElse("")));
        Stream<List<Cell>> instances = figures.instances().stream()
                .map(instance -> part(instance.part(), instance.state(), instance.address()));
        return Stream.concat(stores, instances).toList();
    }

    private static List<Cell> part(String name, PartState state, String detail) {
        return List.of(Cell.text(name), Cell.text(state.words(), state.tone()), Cell.text(detail, "id"));
    }

    private static Map<String, List<List<Cell>>> hour(List<Figures.Step> steps) {
        return Map.of(
                "messages",
                steps.stream()
                        .map(step -> List.of(time(step), Cell.plotted(step.in()), Cell.plotted(step.out())))
                        .toList(),
                "behind",
                steps.stream()
                        .map(step -> List.of(time(step), Cell.plotted(step.behind())))
                        .toList(),
                "age",
                steps.stream()
                        .map(step -> List.of(time(step), Cell.plotted(step.age())))
                        .toList(),
                "latency",
                steps.stream()
                        .map(step -> List.of(time(step), Cell.plotted(step.p99())))
                        .toList());
    }

    private static Cell time(Figures.Step step) {
        String clock = TIMES.clock(step.at());
        return new Cell(clock, clock.substring(0, TIME_LETTERS), "");
    }

    /** All of it, for a page that knows nothing yet. */
    Message whole() {
        return new Message(figures, tables, hour, Map.of());
    }

    /** What has changed since the last. */
    Message changed() {
        Map<String, List<Cell>> more = new LinkedHashMap<>();
        if (newStep) {
            hour.forEach((name, rows) -> more.put(name, rows.get(rows.size() - 1)));
        }
        return new Message(figures, tables, Map.of(), more);
    }

    /**
     * What is sent to a page.
     *
     * @param hour all rows of the charts' tables
     * @param more a row more of each
     */
    record Message(
            Map<String, Cell> figures,
            Map<String, List<List<Cell>>> tables,
            Map<String, List<List<Cell>>> hour,
            Map<String, List<Cell>> more) {}
}
