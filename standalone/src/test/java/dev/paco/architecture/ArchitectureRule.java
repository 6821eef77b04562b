package dev.paco.architecture;

import com.tngtech.archunit.lang.ArchRule;

/** Every rule of the architecture; {@link PlantedViolationTests} wants a planted violation for each. */
enum ArchitectureRule {
    NO_CYCLES,
    COMMON_STANDS_ALONE,
    COMMON_WITHOUT_INPUT_AND_OUTPUT,
    INFRA_STANDS_ALONE,
    GATEWAY_KNOWS_COMMON_ALONE,
    CONSUMER_KNOWS_COMMON_ALONE,
    CONSOLE_KNOWS_COMMON_AND_CONSUMER,
    KAFKA_AT_THE_EDGES,
    R2DBC_IN_STORES,
    TOKENS_IN_AUTH,
    BLOCKING_IN_THE_LISTENER,
    TIME_FROM_A_CLOCK,
    CLOCK_FROM_THE_APPLICATION,
    PROPERTIES_ARE_RECORDS,
    NO_FIELD_INJECTION,
    NAMES_THAT_SAY_SOMETHING,
    ENTRY_POINTS_ARE_NOT_PUBLIC;

    /** This rule for the code that {@code names} speaks of. */
    ArchRule in(RuleNames names) {
        return switch (this) {
            case NO_CYCLES -> DependencyRules.noCycles(names);
            case COMMON_STANDS_ALONE -> DependencyRules.standsAlone(names, "common");
            case COMMON_WITHOUT_INPUT_AND_OUTPUT -> DependencyRules.commonWithoutInputAndOutput(names);
            case INFRA_STANDS_ALONE -> DependencyRules.standsAlone(names, "infra");
            case GATEWAY_KNOWS_COMMON_ALONE -> DependencyRules.knowsCommonAlone(names, "gateway");
            case CONSUMER_KNOWS_COMMON_ALONE -> DependencyRules.knowsCommonAlone(names, "consumer");
            case CONSOLE_KNOWS_COMMON_AND_CONSUMER -> DependencyRules.consoleKnowsCommonAndConsumer(names);
            case KAFKA_AT_THE_EDGES -> DependencyRules.kafkaAtTheEdges(names);
            case R2DBC_IN_STORES -> DependencyRules.r2dbcInStores(names);
            case TOKENS_IN_AUTH -> DependencyRules.tokensInAuth(names);
            case BLOCKING_IN_THE_LISTENER -> CallRules.blockingInTheListener(names);
            case TIME_FROM_A_CLOCK -> CallRules.timeFromAClock(names);
            case CLOCK_FROM_THE_APPLICATION -> CallRules.clockFromTheApplication(names);
            case PROPERTIES_ARE_RECORDS -> DeclarationRules.propertiesAreRecords(names);
            case NO_FIELD_INJECTION -> DeclarationRules.noFieldInjection(names);
            case NAMES_THAT_SAY_SOMETHING -> DeclarationRules.namesThatSaySomething(names);
            case ENTRY_POINTS_ARE_NOT_PUBLIC -> DeclarationRules.entryPointsAreNotPublic(names);
        };
    }
}
