package dev.paco.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may know whom. */
final class DependencyRules {

    /** They live among I/O and do none: text is escaped, bytes stay in memory. */
    private static final Set<String> PURE = Stream.of(ByteArrayOutputStream.class, OutputStream.class, URLEncoder.class)
            .map(Class::getName)
            .collect(Collectors.toUnmodifiableSet());

    private DependencyRules() {}

    static ArchRule noCycles(RuleNames names) {
        return slices().matching(names.root() + ".(**)")
                .namingSlices("$1")
                .should()
                .beFreeOfCycles()
                .because("a package that is part of a cycle can be neither read nor changed by itself");
    }

    static ArchRule standsAlone(RuleNames names, String module) {
        return onlyKnows(names, module).because(module + " is what others build on, so it must not know them");
    }

    static ArchRule knowsCommonAlone(RuleNames names, String module) {
        return onlyKnows(names, module, "common")
                .because(module + " is started, scaled and replaced by itself; what it shares is in common");
    }

    static ArchRule consoleKnowsCommonAndConsumer(RuleNames names) {
        return onlyKnows(names, "console", "common", "consumer")
                .because(
                        "the console is another face of the operator's tools, which are the consumer's, and of nothing else");
    }

    private static ArchRule onlyKnows(RuleNames names, String module, String... others) {
        String[] known = Stream.concat(Stream.of(module), Arrays.stream(others)).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAnyPackage(names.packages(module))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(names.everything()).and(not(resideInAnyPackage(names.packages(known)))));
    }

    static ArchRule commonWithoutInputAndOutput(RuleNames names) {
        String[] inputAndOutput = names.libraries(
                "java.io",
                "java.net",
                "java.nio.channels",
                "java.nio.file",
                "java.sql",
                "javax.sql",
                "io.r2dbc",
                "reactor",
                "org.apache.kafka",
                "org.springframework");
        return noClasses()
                .that()
                .resideInAnyPackage(names.packages("common"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(inputAndOutput).and(not(pure())))
                .because("the event and its identity are values: the same in every module, tested without a machine");
    }

    private static DescribedPredicate<JavaClass> pure() {
        return DescribedPredicate.describe("are pure", type -> PURE.contains(type.getName()));
    }

    static ArchRule kafkaAtTheEdges(RuleNames names) {
        return noClasses()
                .that()
                .resideInAPackage(names.everything())
                .and()
                .resideOutsideOfPackages(names.packages(
                        "gateway.publish",
                        "gateway.confirm",
                        "gateway.health",
                        "consumer.write",
                        "consumer.deadletter",
                        "consumer.erase",
                        "consumer.log",
                        "consumer.redrive",
                        "consumer.replay",
                        "consumer.confirm",
                        "infra.kafka"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(names.libraries("org.apache.kafka", "org.springframework..kafka"))
                .because("features speak of messages; only the edges know that a log carries them");
    }

    static ArchRule r2dbcInStores(RuleNames names) {
        return noClasses()
                .that()
                .resideInAPackage(names.everything())
                .and()
                .resideOutsideOfPackages(names.packages("gateway.database", "consumer.database", "console.database"))
                .and(not(belongTo(simpleNameEndingWith("Store"))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(names.libraries("io.r2dbc", "org.springframework..r2dbc"))
                .because("SQL belongs in a *Store, and the driver with its SQLSTATEs in the database package");
    }

    static ArchRule tokensInAuth(RuleNames names) {
        return noClasses()
                .that()
                .resideInAPackage(names.everything())
                .and()
                .resideOutsideOfPackages(names.packages("gateway.auth"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(names.libraries("io.jsonwebtoken"))
                .because("one package decides who somebody is; the others are told");
    }
}
