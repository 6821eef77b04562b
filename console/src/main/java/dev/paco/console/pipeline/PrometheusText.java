package dev.paco.console.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a part shows of its meters.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus' exposition formats</a>
 */
final class PrometheusText {

    private static final Pattern LINE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})?\\s+(\\S+)(?:\\s+-?\\d+)?\\s*");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private PrometheusText() {}

    /** A value of a meter. */
    record Sample(String name, Map<String, String> labels, double value) {}

    /** The values of meters of these names; what cannot be read is left out. */
    static List<Sample> samples(String text, Set<String> names) {
        List<Sample> samples = new ArrayList<>();
        text.lines().filter(line -> isOneOf(names, line)).forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                add(matcher, samples);
            }
        });
        return samples;
    }

    private static boolean isOneOf(Set<String> names, String line) {
        int end = 0;
        while (end < line.length() && line.charAt(end) != '{' && line.charAt(end) != ' ') {
            end++;
        }
        return names.contains(line.substring(0, end));
    }

    private static void add(Matcher line, List<Sample> samples) {
        Map<String, String> labels = new HashMap<>();
        if (line.group(2) != null) {
            Matcher label = LABEL.matcher(line.group(2));
            while (label.find()) {
                labels.put(label.group(1), unescaped(label.group(2)));
            }
        }
        try {
            samples.add(new Sample(line.group(1), labels, number(line.group(3))));
        } catch (NumberFormatException none) {
            // As if it were not there.
            return;
        }
    }

    private static String unescaped(String value) {
        return value.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
    }

    /** A number, also {@code +Inf}, {@code -Inf} and {@code NaN}. */
    static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
