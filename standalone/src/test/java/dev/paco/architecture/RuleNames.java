package dev.paco.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that rules are made of. Every name that it hands out is remembered, so that {@link #missingFrom} and
 * {@link #unusedBy} can tell the misspelt ones: a rule over a package that does not exist checks nothing.
 */
final class RuleNames {

    private final String root;
    private final Set<String> packages = new TreeSet<>();
    private final Set<String> types = new TreeSet<>();
    private final Set<String> libraries = new TreeSet<>();

    /** Names below {@code root}, a package such as {@code dev.paco}. */
    RuleNames(String root) {
        this.root = root;
    }

    String root() {
        return root;
    }

    /** The pattern for everything below the root. */
    String everything() {
        return root + "..";
    }

    /** Patterns for packages below the root, each with its subpackages: {@code gateway.publish}. */
    String[] packages(String... names) {
        return remembered(packages, Stream.of(names).map(name -> root + "." + name + ".."));
    }

    /** Full name of a type below the root: {@code consumer.write.MessageBatchListener}. */
    String type(String name) {
        types.add(root + "." + name);
        return root + "." + name;
    }

    /** Patterns for packages of others, each with its subpackages: {@code java.nio.file}. */
    String[] libraries(String... names) {
        return remembered(libraries, Stream.of(names).map(name -> name + ".."));
    }

    /** The packages and types handed out that {@code code} does not have. */
    Set<String> missingFrom(JavaClasses code) {
        Set<String> ownPackages = code.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        Set<String> ownTypes = code.stream().map(JavaClass::getName).collect(Collectors.toSet());
        return Stream.concat(
                        packages.stream().filter(matchesNoneOf(ownPackages)),
                        types.stream().filter(type -> !ownTypes.contains(type)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The libraries handed out that {@code code} does not use. */
    Set<String> unusedBy(JavaClasses code) {
        Set<String> used = code.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        return libraries.stream().filter(matchesNoneOf(used)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Predicate<String> matchesNoneOf(Set<String> packageNames) {
        return pattern -> packageNames.stream().noneMatch(PackageMatcher.of(pattern)::matches);
    }

    private static String[] remembered(Set<String> memory, Stream<String> patterns) {
        return patterns.peek(memory::add).toArray(String[]::new);
    }
}
