package dev.paco.standalone;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A query of PromQL, as far as it names meters and their labels.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/">Querying Prometheus</a>
 */
record MeterQuery(String expression) {

    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
    private static final Pattern SELECTOR = Pattern.compile("\\{([^}]*)}");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern NAME = Pattern.compile("\\b[a-z_][a-zA-Z0-9_:]*\\b(?!\\s*\\()");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_]\\w*");

    /** Words of the language that no parenthesis follows, and what Prometheus itself knows. */
    private static final Set<String> NO_METERS = Set.of("and", "or", "unless", "offset", "up");

    /** What Prometheus adds to what it reads. */
    private static final Set<String> ADDED = Set.of("job", "instance");

    Set<String> meters() {
        String bare = TEXT.matcher(expression).replaceAll("");
        bare = SELECTOR.matcher(bare).replaceAll("");
        bare = GROUPING.matcher(bare).replaceAll("");
        bare = RANGE.matcher(bare).replaceAll("");
        return NAME.matcher(bare)
                .results()
                .map(MatchResult::group)
                .filter(name -> !NO_METERS.contains(name))
                .collect(Collectors.toSet());
    }

    Set<String> labels() {
        String bare = TEXT.matcher(expression).replaceAll("");
        return Stream.of(SELECTOR, GROUPING)
                .flatMap(pattern -> pattern.matcher(bare).results())
                .flatMap(result -> WORD.matcher(result.group(1)).results())
                .map(MatchResult::group)
                .filter(label -> !ADDED.contains(label))
                .collect(Collectors.toSet());
    }
}
