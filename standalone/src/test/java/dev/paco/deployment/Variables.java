package dev.paco.deployment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The <code>${NAME…}</code> of compose and of Spring's configuration files. */
final class Variables {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?:(:?[-?+]|:)([^}]*))?}");
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|SECRET|KEY|TOKEN).*");

    private Variables() {}

    /** The names that {@code text} refers to. */
    static Set<String> names(String text) {
        return VARIABLE.matcher(text)
                .results()
                .map(variable -> variable.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The references to secrets that are not {@code ${NAME:?…}}: compose would go on without a secret of its own. */
    static List<String> secretsThatMayBeMissing(String text) {
        return VARIABLE.matcher(text)
                .results()
                .filter(variable -> SECRET.matcher(variable.group(1)).matches())
                .filter(variable -> !":?".equals(variable.group(2)))
                .map(MatchResult::group)
                .toList();
    }

    /** {@code text} with {@code values}, and defaults where there is no value. */
    static String resolved(String text, Map<String, String> values) {
        return VARIABLE.matcher(text)
                .replaceAll(variable -> Matcher.quoteReplacement(
                        values.getOrDefault(variable.group(1), String.valueOf(variable.group(3)))));
    }
}
