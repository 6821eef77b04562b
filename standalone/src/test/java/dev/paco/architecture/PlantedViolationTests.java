package dev.paco.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Proves every rule by code that breaks it, and by code beside it that does not. */
class PlantedViolationTests {

    private static final String ROOT = "dev.paco.architecture.fixture";
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(ROOT);

    @ParameterizedTest
    @EnumSource
    void theRuleFindsWhatBreaksItAndNothingElse(ArchitectureRule rule) {
        List<String> violations = rule.in(new RuleNames(ROOT))
                .evaluate(PLANTED)
                .getFailureReport()
                .getDetails();

        List<String> planted = planted(rule);
        assertThat(planted).allSatisfy(expected -> assertThat(violations).anyMatch(found -> found.contains(expected)));
        assertThat(violations).allSatisfy(found -> assertThat(planted).anyMatch(found::contains));
    }

    @ParameterizedTest
    @EnumSource
    void theRuleSaysWhy(ArchitectureRule rule) {
        assertThat(rule.in(new RuleNames(ROOT)).getDescription()).contains(", because ");
    }

    @Test
    void everyLibraryThatARuleNamesIsPlanted() {
        RuleNames names = new RuleNames(ROOT);

        assertThat(ArchitectureRule.values()).allSatisfy(rule -> rule.in(names));
        assertThat(names.unusedBy(PLANTED)).isEmpty();
    }

    @Test
    void aMisspeltLibraryIsFound() {
        RuleNames names = new RuleNames(ROOT);
        names.libraries("io.jsonwebtoken", "io.jsonwebtokn");

        assertThat(names.unusedBy(PLANTED)).containsExactly("io.jsonwebtokn..");
    }

    /** A part of every message that {@code rule} has to give. */
    private static List<String> planted(ArchitectureRule rule) {
        return switch (rule) {
            case NO_CYCLES -> List.of("Cycle detected: gateway.cors -> ");
            case COMMON_STANDS_ALONE -> List.of("common.topic.UpwardTopic.");
            case COMMON_WITHOUT_INPUT_AND_OUTPUT ->
                List.of(
                        "<java.io.File>",
                        "<java.net.Socket>",
                        "<java.nio.channels.FileChannel>",
                        "<java.nio.file.Path>",
                        "<java.sql.Connection>",
                        "<javax.sql.DataSource>",
                        "<io.r2dbc.spi.Row>",
                        "<reactor.core.publisher.Mono>",
                        "<org.apache.kafka.common.header.Headers>",
                        "<org.springframework.core.Ordered>");
            case INFRA_STANDS_ALONE -> List.of("infra.host.UpwardHost.");
            case GATEWAY_KNOWS_COMMON_ALONE -> List.of("gateway.lookup.RowLookup.");
            case CONSUMER_KNOWS_COMMON_ALONE -> List.of("consumer.adopt.ProblemAdopter.");
            case CONSOLE_KNOWS_COMMON_AND_CONSUMER -> List.of("console.login.GatewayLogin.");
            case KAFKA_AT_THE_EDGES -> List.of("gateway.save.KafkaInAFeature.", "common.event.ConnectedEvent.");
            case R2DBC_IN_STORES -> List.of("gateway.save.SqlInAFeature.", "common.event.ConnectedEvent.");
            case TOKENS_IN_AUTH -> List.of("gateway.save.TokenInAFeature.");
            case BLOCKING_IN_THE_LISTENER ->
                List.of(
                        "WaitingWriter.waits()> calls method <reactor.core.publisher.Mono.block()>",
                        "WaitingWriter.waitsForMany()> calls method <reactor.core.publisher.Flux.toIterable()>",
                        "WaitingWriter.waitsByReference()> references method <reactor.core.publisher.Flux.blockLast()>",
                        "WaitingApplication.waits()> calls method <reactor.core.publisher.Mono.block()>");
            case TIME_FROM_A_CLOCK ->
                List.of(
                        "TimeReader.instant()> calls method <java.time.Instant.now()>",
                        "TimeReader.local()> calls method <java.time.LocalDateTime.now(java.time.ZoneId)>",
                        "TimeReader.millis()> calls method <java.lang.System.currentTimeMillis()>",
                        "TimeReader.date()> calls constructor <java.util.Date.<init>()>",
                        "TimeReader.calendar()> calls method <java.util.Calendar.getInstance()>",
                        "TimeReader.reference()> references method <java.time.Instant.now()>");
            case CLOCK_FROM_THE_APPLICATION ->
                List.of("ClockMaker.clock()> calls method <java.time.Clock.systemUTC()>");
            case PROPERTIES_ARE_RECORDS ->
                List.of("MutableProperties> is no record", "HealthSettings> does not have simple name ending with");
            case NO_FIELD_INJECTION -> List.of("InjectedFields.autowired>", "InjectedFields.value>");
            case NAMES_THAT_SAY_SOMETHING ->
                List.of(
                        "OriginManager> has name matching",
                        "OriginHelper> has name matching",
                        "OriginUtil> has name matching",
                        "OriginUtils> has name matching",
                        "OriginImpl> has name matching",
                        "OriginData> has name matching");
            case ENTRY_POINTS_ARE_NOT_PUBLIC ->
                List.of(
                        "PublicAnswers> has modifier PUBLIC",
                        "PublicController> has modifier PUBLIC",
                        "PublicPoll> has modifier PUBLIC",
                        "PublicListener> has modifier PUBLIC");
        };
    }
}
