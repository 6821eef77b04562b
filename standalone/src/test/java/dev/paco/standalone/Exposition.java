package dev.paco.standalone;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Meters as Prometheus reads them.
 *
 * @param families by their name
 * @param samples all of them
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
record Exposition(Map<String, Family> families, List<Sample> samples) {

    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** What belongs to one name. */
    record Family(String name, String type, String help) {}

    /** One value. */
    record Sample(String name, Map<String, String> labels, double value) {}

    static Exposition of(String text) {
        Map<String, String> helps = new LinkedHashMap<>();
        Map<String, Family> families = new TreeMap<>();
        List<Sample> samples = new ArrayList<>();
        text.lines().forEach(line -> {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# HELP ")) {
                helps.put(words[2], words.length > 3 ? words[3] : "");
            } else if (line.startsWith("# TYPE ")) {
                families.put(words[2], new Family(words[2], words[3], helps.getOrDefault(words[2], "")));
            } else {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    samples.add(new Sample(
                            matcher.group(1), labels(matcher.group(2)), Double.parseDouble(matcher.group(3))));
                }
            }
        });
        return new Exposition(families, samples);
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        if (text != null) {
            LABEL.matcher(text).results().forEach((MatchResult label) -> labels.put(label.group(1), label.group(2)));
        }
        return labels;
    }

    /** The sum of the samples of {@code name} that have {@code labels}, given by name and value in turn. */
    double sum(String name, String... labels) {
        Map<String, String> wanted = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        return samples.stream()
                .filter(sample -> sample.name().equals(name))
                .filter(sample -> sample.labels().entrySet().containsAll(wanted.entrySet()))
                .mapToDouble(Sample::value)
                .sum();
    }

    /** What {@code label} says in the samples of {@code name}, each once. */
    Stream<String> values(String name, String label) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name))
                .flatMap(sample -> Stream.ofNullable(sample.labels().get(label)))
                .distinct();
    }

    /** The labels of the samples that belong to {@code family}. */
    TreeSet<String> labels(Family family) {
        TreeSet<String> labels = new TreeSet<>();
        samples.stream()
                .filter(sample -> sample.name().startsWith(family.name()))
                .forEach(sample -> labels.addAll(sample.labels().keySet()));
        labels.remove("le");
        return labels;
    }
}
