package dev.paco.bench.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Collects figures, each taken once a round, and tells their medians and spread. Not thread-safe. */
public final class Report {

    /** What everything is compared with, where it was measured, too. */
    public static final String PRODUCT = "paco";

    private static final String LINE = "  %-22s %-28s %12s %12s %12s%n";

    private final Map<String, Map<String, Map<String, Figure>>> scenarios = new LinkedHashMap<>();
    private final PrintStream out;

    /** Prints to {@code out}. */
    public Report(PrintStream out) {
        this.out = out;
    }

    /**
     * One more value of a figure.
     *
     * @param scenario what was done
     * @param subject what was measured: {@link #PRODUCT} or what it is compared with
     * @param figure what the value means, with its unit
     */
    public void add(String scenario, String subject, String figure, double value) {
        scenarios
                .computeIfAbsent(scenario, name -> new LinkedHashMap<>())
                .computeIfAbsent(subject, name -> new LinkedHashMap<>())
                .computeIfAbsent(figure, name -> new Figure(new ArrayList<>()))
                .values()
                .add(value);
    }

    /** Says at once what goes on. */
    public void note(String sentence) {
        out.println(sentence);
    }

    /** A median that was taken, of whatever is there by now. */
    public Optional<Double> median(String scenario, String subject, String figure) {
        return Optional.ofNullable(scenarios
                        .getOrDefault(scenario, Map.of())
                        .getOrDefault(subject, Map.of())
                        .get(figure))
                .map(Figure::median);
    }

    /** Prints all figures: medians, smallest and largest values, and for each other subject the product's ratio to it. */
    public void print() {
        scenarios.forEach((scenario, subjects) -> {
            out.printf("%n%s%n", scenario);
            out.printf(LINE, "", "", "median", "min", "max");
            subjects.forEach((subject, figures) -> figures.forEach((name, figure) -> out.printf(
                    LINE, subject, name, number(figure.median()), number(figure.min()), number(figure.max()))));
            subjects.forEach((subject, figures) -> {
                if (!subject.equals(PRODUCT)) {
                    figures.forEach((name, figure) -> median(scenario, PRODUCT, name)
                            .ifPresent(own -> out.printf(
                                    LINE,
                                    "paco / " + subject,
                                    name,
                                    String.format(Locale.ROOT, "%.2f", own / figure.median()),
                                    "",
                                    "")));
                }
            });
        });
    }

    /** Writes all values and medians to {@code file}. */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(
                file,
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsBytes(scenarios));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
    }

    /** The values of a figure, one of each round. */
    record Figure(List<Double> values) {

        public double getMedian() {
            return median();
        }

        double median() {
            List<Double> sorted = values.stream().sorted().toList();
            int middle = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        }

        double min() {
            return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        }

        double max() {
            return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        }
    }
}
