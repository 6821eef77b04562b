package dev.paco.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import org.reactivestreams.Publisher;

/** Who may call what; a method reference is a call. */
final class CallRules {

    private static final Set<String> BLOCKING =
            Set.of("block", "blockOptional", "blockFirst", "blockLast", "toIterable", "toStream");

    private CallRules() {}

    static ArchRule blockingInTheListener(RuleNames names) {
        String listener = names.type("consumer.write.MessageBatchListener");
        String replay = names.type("consumer.replay.BlockingSettlement");
        return noClasses()
                .that()
                .resideInAPackage(names.everything())
                .and()
                .doNotHaveFullyQualifiedName(listener)
                .and()
                .doNotHaveFullyQualifiedName(replay)
                .should()
                .accessTargetWhere(blocks().and(not(isInAnApplicationsMain())))
                .because(
                        "an event loop that waits serves nobody; the batch listener and a replay have threads of their own");
    }

    private static DescribedPredicate<JavaAccess<?>> blocks() {
        return DescribedPredicate.describe(
                "the target waits for a publisher",
                access -> access.getTargetOwner().isAssignableTo(Publisher.class)
                        && BLOCKING.contains(access.getTarget().getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> isInAnApplicationsMain() {
        return DescribedPredicate.describe(
                "the origin is an application's main",
                access -> access.getOrigin().getName().equals("main")
                        && access.getOriginOwner().getSimpleName().endsWith("Application"));
    }

    static ArchRule timeFromAClock(RuleNames names) {
        return noClasses()
                .that()
                .resideInAPackage(names.everything())
                .should()
                .accessTargetWhere(readsTheTimeOfDay())
                .because("a time that comes from an injected Clock can be set by a test");
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheTimeOfDay() {
        return DescribedPredicate.describe("the target reads the time of day", access -> {
            if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
                return false;
            }
            String owner = target.getOwner().getName();
            return switch (target.getName()) {
                case "now" ->
                    owner.startsWith("java.time.")
                            && target.getRawParameterTypes().stream()
                                    .noneMatch(type -> type.isEquivalentTo(Clock.class));
                case "currentTimeMillis" -> owner.equals("java.lang.System");
                case "getInstance" -> owner.equals("java.util.Calendar");
                case "<init>" ->
                    owner.equals(Date.class.getName())
                            && target.getRawParameterTypes().isEmpty();
                default -> false;
            };
        });
    }

    static ArchRule clockFromTheApplication(RuleNames names) {
        return noClasses()
                .that()
                .resideInAPackage(names.everything())
                .and(not(belongTo(simpleNameEndingWith("Application"))))
                .should()
                .accessTargetWhere(makesAClock())
                .because("the application makes the one Clock that everybody else is given");
    }

    private static DescribedPredicate<JavaAccess<?>> makesAClock() {
        return DescribedPredicate.describe(
                "the target makes a clock of the machine's time",
                access -> access.getTargetOwner().isEquivalentTo(Clock.class)
                        && (access.getTarget().getName().startsWith("system")
                                || access.getTarget().getName().startsWith("tick")));
    }
}
