package dev.paco.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the code of every module to the rules. */
class ArchitectureTests {

    private static final String ROOT = "dev.paco";
    private static final List<ImportOption> CODE_ALONE = List.of(
            new ImportOption.DoNotIncludeTests(),
            location -> !location.contains("-tests.jar"),
            location -> !location.contains("/package-info.class"));
    private static final JavaClasses CODE =
            new ClassFileImporter().withImportOptions(CODE_ALONE).importPackages(ROOT);

    @ParameterizedTest
    @EnumSource
    void theCodeKeepsTheRule(ArchitectureRule rule) {
        rule.in(new RuleNames(ROOT)).check(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"common", "infra", "gateway", "consumer", "console", "standalone"})
    void everyModuleIsLookedAt(String module) {
        assertThat(CODE)
                .extracting(JavaClass::getPackageName)
                .anyMatch(name -> (name + ".").startsWith(ROOT + "." + module + "."));
    }

    @Test
    void noTestIsLookedAt() {
        assertThat(CODE)
                .extracting(JavaClass::getName)
                .noneMatch(name ->
                        name.endsWith("Tests") || name.endsWith("IT") || name.startsWith("dev.paco.architecture."));
    }

    @Test
    void everyPackageAndTypeThatARuleNamesExists() {
        RuleNames names = new RuleNames(ROOT);

        assertThat(ArchitectureRule.values()).allSatisfy(rule -> rule.in(names));
        assertThat(names.missingFrom(CODE)).isEmpty();
    }

    @Test
    void aMisspeltPackageOrTypeIsFound() {
        RuleNames names = new RuleNames(ROOT);
        names.packages("gateway.publish", "gateway.publsh");
        names.type("consumer.write.MessageBatchListener");
        names.type("consumer.write.MessageBachListener");

        assertThat(names.missingFrom(CODE))
                .containsExactlyInAnyOrder("dev.paco.gateway.publsh..", "dev.paco.consumer.write.MessageBachListener");
    }

    @Test
    void aRuleThatFindsNothingToCheckFails() {
        assertThatThrownBy(() -> ArchitectureRule.GATEWAY_KNOWS_COMMON_ALONE
                        .in(new RuleNames("dev.pacco"))
                        .check(CODE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("failed to check any classes");
    }
}
