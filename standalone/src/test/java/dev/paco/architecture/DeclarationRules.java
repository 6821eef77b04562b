package dev.paco.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.kafka.listener.GenericMessageListener;
import org.springframework.stereotype.Controller;

/** What a type may look like and be called. */
final class DeclarationRules {

    private DeclarationRules() {}

    static ArchRule propertiesAreRecords(RuleNames names) {
        return classes()
                .that()
                .resideInAPackage(names.everything())
                .and()
                .areAnnotatedWith(ConfigurationProperties.class)
                .should()
                .beRecords()
                .andShould()
                .haveSimpleNameEndingWith("Properties")
                .because("configuration is read once, never changes, and is found by its name");
    }

    static ArchRule noFieldInjection(RuleNames names) {
        return noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(names.everything())
                .should()
                .beAnnotatedWith(Autowired.class)
                .orShould()
                .beAnnotatedWith(Value.class)
                .because("a constructor shows what a class needs, and a test can call it");
    }

    static ArchRule namesThatSaySomething(RuleNames names) {
        return noClasses()
                .that()
                .resideInAPackage(names.everything())
                .should()
                .haveNameMatching(".*(Manager|Helpers?|Utils?|Impl|Data)")
                .because("such a name says that something is done, and not what");
    }

    static ArchRule entryPointsAreNotPublic(RuleNames names) {
        return classes()
                .that()
                .resideInAPackage(names.everything())
                .and(areEntryPoints())
                .should()
                .notBePublic()
                .andShould()
                .notBeProtected()
                .because("HTTP and Kafka call controllers and listeners; code that does goes around the edge");
    }

    private static DescribedPredicate<JavaClass> areEntryPoints() {
        return DescribedPredicate.describe(
                "are controllers or listeners",
                type -> type.isMetaAnnotatedWith(Controller.class)
                        || type.isAssignableTo(GenericMessageListener.class)
                        || type.getSimpleName().endsWith("Controller")
                        || type.getSimpleName().endsWith("Listener"));
    }
}
