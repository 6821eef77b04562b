package dev.paco.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileTests {

    private static final String DOCKERFILE = ProjectFiles.text("Dockerfile");
    private static final ComposeFile COMPOSE = ComposeFile.parse(ProjectFiles.text("docker-compose.yml"));

    @Test
    void theJarsAreThoseThatMavenBuilds() {
        assertThat(found("\\S+/target/\\S+\\.jar"))
                .containsExactlyInAnyOrder(
                        jarOf("gateway"), jarOf("consumer"), jarOf("console"), "/src/" + jarOf("standalone"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "consumer", "console"})
    void mavenMakesTheJarRunnable(String module) {
        String plugin = "/plugins/plugin[artifactId='spring-boot-maven-plugin']";
        String execution = plugin + "/executions/execution[id='repackage']";
        ProjectModel parent = ProjectModel.of("pom.xml");

        assertThat(ProjectModel.of(module + "/pom.xml").text("/project/build" + execution + "/phase"))
                .isEqualTo("package");
        assertThat(parent.text("/project/build/pluginManagement" + execution + "/goals/goal"))
                .isEqualTo("repackage");
        assertThat(parent.text("/project/build/pluginManagement" + plugin + "//outputDirectory"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "consumer", "console"})
    void aTargetRunsTheJarOfItsName(String module) {
        String target = target(module);

        assertThat(target(module + "-files"))
                .contains("WORKDIR /app/" + module + "\n")
                .contains("COPY --from=build /layers/" + module + "/application/ ./");
        assertThat(target)
                .startsWith("FROM " + module + "-files ")
                .contains("ENTRYPOINT [\"java\", \"@/app/jvm.args\", ")
                .contains("\"-jar\", \"" + module + ".jar\"]")
                .contains("-XX:MaxRAMPercentage=");
        assertThat(COMPOSE.service(module).at("build", "target").text()).isEqualTo(module);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "consumer"})
    void aTargetStartsFromTheCacheOfItsTraining(String module) {
        assertThat(target("trained"))
                .startsWith("FROM runtime ")
                .contains("COPY --from=" + module + "-files /app/" + module + "/ " + module + "/\n")
                .containsPattern("RUN ./train.sh \\S+ gateway/gateway.jar consumer/consumer.jar /tmp/trained\n");
        assertThat(target(module))
                .contains("COPY --from=trained /tmp/trained/" + module + ".aot ./\n")
                .contains("\"-XX:AOTCache=" + module + ".aot\"");
        assertThat(ProjectFiles.path("deploy/train.sh")).isExecutable();
    }

    @Test
    void theGatewaysPortsAreThoseOfItsConfiguration() {
        assertThat(target("gateway")).contains("EXPOSE 8000 8010");
        assertThat(ProjectFiles.text("gateway/src/main/resources/gateway.yml"))
                .contains("${GATEWAY_PORT:8000}", "${GATEWAY_MANAGEMENT_PORT:8010}");
    }

    @Test
    void theConsumersPortIsThatOfItsConfiguration() {
        assertThat(target("consumer")).contains("EXPOSE 8001");
        assertThat(ProjectFiles.text("consumer/src/main/resources/consumer.yml"))
                .contains("${CONSUMER_PORT:8001}");
    }

    @Test
    void theConsolesPortsAreThoseOfItsConfiguration() {
        assertThat(target("console")).contains("EXPOSE 8002 8012");
        assertThat(ProjectFiles.text("console/src/main/resources/console.yml"))
                .contains("${CONSOLE_PORT:8002}", "${CONSOLE_MANAGEMENT_PORT:8012}");
    }

    @Test
    void nothingRunsAsRoot() {
        assertThat(target("runtime")).containsPattern("(?m)^USER [1-9]\\d*:[1-9]\\d*$");
        assertThat(DOCKERFILE).containsOnlyOnce("\nUSER ");
    }

    @Test
    void theReadinessCheckIsWhereComposeCallsIt() {
        assertThat(target("runtime")).contains("WORKDIR /app\n").contains("COPY --chmod=755 deploy/ready.sh ./\n");
        assertThat(ProjectFiles.path("deploy/ready.sh")).isExecutable();
    }

    /** One that does not know an option does not start. */
    @Test
    void theJvmKnowsItsOptions() throws IOException, InterruptedException {
        assertThat(target("runtime")).contains("COPY deploy/jvm.args ./\n");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + ProjectFiles.path("deploy/jvm.args"),
                        "-version")
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), UTF_8);

        assertThat(java.waitFor()).as(said).isZero();
    }

    @Test
    void aBuildSeesTheSourcesAndNothingElse() {
        assertThat(ProjectFiles.text(".dockerignore").lines().filter(line -> !line.startsWith("#")))
                .containsExactly(
                        "*",
                        "!.mvn",
                        "!pom.xml",
                        "!*/pom.xml",
                        "!*/src",
                        "!deploy/jvm.args",
                        "!deploy/ready.sh",
                        "!deploy/train.sh");
    }

    private static String jarOf(String module) {
        return module + "/target/" + ProjectModel.of(module + "/pom.xml").text("/project/build/finalName") + ".jar";
    }

    /** The lines of the stage of that name. */
    private static String target(String name) {
        return Pattern.compile("(?ms)^FROM \\S+ AS " + name + "$.*?(?=^FROM |\\z)")
                .matcher(DOCKERFILE)
                .results()
                .findFirst()
                .orElseThrow()
                .group();
    }

    private static Set<String> found(String pattern) {
        return Pattern.compile(pattern)
                .matcher(DOCKERFILE)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
