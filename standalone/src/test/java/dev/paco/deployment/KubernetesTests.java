package dev.paco.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paco.common.topic.PacoTopic;
import dev.paco.consumer.log.WriterGroup;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesTests {

    private static final Manifests MANIFESTS = Manifests.read();

    @Test
    void everyFileIsAmongTheResourcesAndOfTheKubernetesApi() {
        assertThat(ProjectFiles.path("deploy/kubernetes")
                        .toFile()
                        .list((folder, name) -> name.endsWith(".yaml") && !name.equals("kustomization.yaml")))
                .containsExactlyInAnyOrderElementsOf(MANIFESTS.files());
        assertThat(MANIFESTS.objects()).hasSizeGreaterThan(10);
        assertThat(MANIFESTS.others())
                .extracting(other -> other.path("kind").asText())
                .containsExactly("ScaledObject");
    }

    @ParameterizedTest
    @ValueSource(strings = {"replica: 2", "template: {spec: {container: []}}", "template: {spec: {hostname: {}}}"})
    void aFieldThatKubernetesDoesNotHaveIsFound(String spec) {
        Manifests manifests = new Manifests(List.of(), new ArrayList<>(), new ArrayList<>());

        assertThatThrownBy(() -> manifests.add("{apiVersion: apps/v1, kind: Deployment, spec: {" + spec + "}}"))
                .hasMessageContaining("spec");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "consumer", "console"})
    void aServiceIsGivenOnlyWhatItReads(String service) {
        ConfigurationNames names = ConfigurationNames.of(service);

        assertThat(environment(service))
                .isNotEmpty()
                .allSatisfy((name, value) -> assertThat(names.isRead(name, value))
                        .as(name + "=" + value)
                        .isTrue());
        assertThat(names.isRead("PACO_GATEWAY_AUTH_KEY", "/keys")).isFalse();
        assertThat(names.isRead("LOGGING_STRUCTURED_FORMAT_CONSOL", "ecs")).isFalse();
    }

    @Test
    void theJobMigratesWithRightsOfItsOwnAndTheWriterDoesNot() {
        Job job = MANIFESTS.one(Job.class, "migrate");
        Container migrate =
                job.getSpec().getTemplate().getSpec().getContainers().get(0);

        assertThat(migrate.getImage()).isEqualTo("paco-consumer");
        assertThat(migrate.getArgs()).containsExactly("migrate");
        assertThat(secretOf(migrate, "DATABASE_URL")).isEqualTo("paco-migrate");
        assertThat(secretOf(container("consumer"), "DATABASE_URL")).isEqualTo("paco-consumer");
        assertThat(secretOf(container("gateway"), "DATABASE_URL")).isEqualTo("paco-gateway");
        assertThat(environment("consumer")).containsEntry("PACO_CONSUMER_SCHEMA_MIGRATE", "false");
        assertThat(secretOf(container("console"), "DATABASE_URL")).isEqualTo("paco-console");
        assertThat(secretOf(container("console"), "PACO_ADMIN_PASSWORD")).isEqualTo("paco-console");
    }

    @Test
    void noSecretIsAmongTheFiles() {
        assertThat(MANIFESTS.objects()).extracting(HasMetadata::getKind).doesNotContain("Secret", "ConfigMap");
        assertThat(containers())
                .allSatisfy(container -> assertThat(container.getEnv())
                        .filteredOn(variable -> variable.getName().matches(".*(URL|SECRET|PASSWORD|API_KEY)$"))
                        .isNotEmpty()
                        .allSatisfy(
                                variable -> assertThat(variable.getValueFrom().getSecretKeyRef())
                                        .isNotNull()));
        assertThat(Manifests.kustomization().at("secretGenerator").items()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "gateway, http, /livez, /readyz",
        "consumer, management, /actuator/health/liveness, /actuator/health/readiness",
        "console, management, /actuator/health/liveness, /actuator/health/readiness"
    })
    void theProbesAskWhatTheServiceAnswers(String service, String port, String live, String ready) {
        Container container = container(service);

        assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo(live);
        assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo(live);
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo(ready);
        assertThat(Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                        .map(probe -> probe.getHttpGet().getPort()))
                .containsOnly(new IntOrString(port));
        assertThat(ports(container)).containsKey(port);
    }

    @Test
    void thePortsAreThoseOfTheConfigurationFiles() {
        assertThat(ports(container("gateway")))
                .containsExactlyInAnyOrderEntriesOf(Map.of("http", 8000, "management", 8010));
        assertThat(ports(container("consumer"))).containsExactlyEntriesOf(Map.of("management", 8001));
        assertThat(ports(container("console")))
                .containsExactlyInAnyOrderEntriesOf(Map.of("http", 8002, "management", 8012));
        assertThat(ProjectFiles.text("gateway/src/main/resources/gateway.yml"))
                .contains("GATEWAY_PORT:8000", "GATEWAY_MANAGEMENT_PORT:8010");
        assertThat(ProjectFiles.text("consumer/src/main/resources/consumer.yml"))
                .contains("CONSUMER_PORT:8001");
    }

    @Test
    void everyPodIsStrippedOfPrivilegesAndAsksForWhatItNeeds() {
        assertThat(templates()).hasSize(4).allSatisfy(template -> {
            assertThat(template.getSpec().getSecurityContext().getRunAsNonRoot())
                    .isTrue();
            assertThat(template.getSpec().getAutomountServiceAccountToken()).isFalse();
            assertThat(template.getSpec()
                            .getSecurityContext()
                            .getSeccompProfile()
                            .getType())
                    .isEqualTo("RuntimeDefault");
        });
        assertThat(containers()).allSatisfy(container -> {
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getResources().getRequests()).containsOnlyKeys("cpu", "memory");
            assertThat(container.getResources().getLimits())
                    .containsOnlyKeys("memory")
                    .containsEntry(
                            "memory", container.getResources().getRequests().get("memory"));
        });
    }

    @Test
    void thereIsOneConsoleAndItReachesThePortsForOperatorsOfTheOthers() {
        Deployment console = MANIFESTS.one(Deployment.class, "console");
        NetworkPolicy network = MANIFESTS.one(NetworkPolicy.class, "console");
        Map<String, String> labels =
                console.getSpec().getTemplate().getMetadata().getLabels();

        assertThat(console.getSpec().getReplicas()).isEqualTo(1);
        assertThat(console.getSpec().getSelector().getMatchLabels()).isEqualTo(labels);
        assertThat(network.getSpec().getPodSelector().getMatchLabels()).isEqualTo(labels);
        assertThat(MANIFESTS.one(Service.class, "console").getSpec().getSelector())
                .isEqualTo(labels);
        assertThat(network.getSpec().getEgress()).singleElement().satisfies(egress -> {
            assertThat(egress.getPorts())
                    .extracting(port -> port.getPort())
                    .containsExactly(new IntOrString("management"));
            assertThat(egress.getTo())
                    .extracting(to -> to.getPodSelector().getMatchLabels())
                    .containsExactly(labels("gateway"), labels("consumer"));
        });
        assertThat(List.of("gateway", "consumer"))
                .allSatisfy(service -> assertThat(MANIFESTS
                                .one(NetworkPolicy.class, service)
                                .getSpec()
                                .getIngress())
                        .anySatisfy(ingress -> {
                            assertThat(ingress.getPorts())
                                    .extracting(port -> port.getPort())
                                    .containsExactly(new IntOrString("management"));
                            assertThat(ingress.getFrom())
                                    .filteredOn(from -> from.getPodSelector() != null)
                                    .extracting(from -> from.getPodSelector().getMatchLabels())
                                    .containsExactly(labels);
                        }));
    }

    private static Map<String, String> labels(String service) {
        return MANIFESTS
                .one(Deployment.class, service)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();
    }

    @Test
    void selectorsMeetThePodsThatTheyAreFor() {
        for (String service : List.of("gateway", "consumer")) {
            Map<String, String> labels = MANIFESTS
                    .one(Deployment.class, service)
                    .getSpec()
                    .getTemplate()
                    .getMetadata()
                    .getLabels();

            assertThat(MANIFESTS
                            .one(Deployment.class, service)
                            .getSpec()
                            .getSelector()
                            .getMatchLabels())
                    .isEqualTo(labels);
            assertThat(MANIFESTS
                            .one(PodDisruptionBudget.class, service)
                            .getSpec()
                            .getSelector()
                            .getMatchLabels())
                    .isEqualTo(labels);
            assertThat(MANIFESTS
                            .one(NetworkPolicy.class, service)
                            .getSpec()
                            .getPodSelector()
                            .getMatchLabels())
                    .isEqualTo(labels);
        }
        assertThat(MANIFESTS
                        .one(HorizontalPodAutoscaler.class, "gateway")
                        .getSpec()
                        .getScaleTargetRef()
                        .getName())
                .isEqualTo("gateway");
    }

    @Test
    void writersScaleByTheLagOfTheirGroupUpToThePartitions() {
        JsonNode spec = MANIFESTS.others().get(0).path("spec");
        JsonNode trigger = spec.path("triggers").path(0);

        assertThat(spec.path("scaleTargetRef").path("name").asText()).isEqualTo("consumer");
        assertThat(spec.path("maxReplicaCount").asInt()).isEqualTo(PacoTopic.MESSAGES.partitions());
        assertThat(trigger.path("type").asText()).isEqualTo("kafka");
        assertThat(trigger.path("metadata").path("topic").asText()).isEqualTo(PacoTopic.MESSAGES.name());
        assertThat(trigger.path("metadata").path("consumerGroup").asText()).isEqualTo(WriterGroup.NAME);
        assertThat(trigger.path("metadata").path("bootstrapServers").asText())
                .isEqualTo(environment("consumer").get("KAFKA_BOOTSTRAP_SERVERS"));
    }

    private static Stream<PodTemplateSpec> templates() {
        return Stream.concat(
                MANIFESTS
                        .of(Deployment.class)
                        .map(deployment -> deployment.getSpec().getTemplate()),
                MANIFESTS.of(Job.class).map(job -> job.getSpec().getTemplate()));
    }

    private static Stream<Container> containers() {
        return templates().flatMap(template -> template.getSpec().getContainers().stream());
    }

    private static Container container(String service) {
        return MANIFESTS
                .one(Deployment.class, service)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
    }

    /** With the literals of the configuration map; what comes from a secret has its name as its value. */
    private static Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        YamlNode generator = Manifests.kustomization().at("configMapGenerator").item(0);
        generator.at("literals").items().forEach(literal -> {
            String[] both = literal.split("=", 2);
            environment.put(both[0], both[1]);
        });
        for (EnvVar variable : container(service).getEnv()) {
            environment.put(
                    variable.getName(),
                    variable.getValue() != null
                            ? variable.getValue()
                            : variable.getValueFrom().getSecretKeyRef().getName());
        }
        return environment;
    }

    private static String secretOf(Container container, String variable) {
        return container.getEnv().stream()
                .filter(one -> one.getName().equals(variable))
                .map(one -> one.getValueFrom().getSecretKeyRef().getName())
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Integer> ports(Container container) {
        return container.getPorts().stream()
                .collect(Collectors.toMap(port -> port.getName(), port -> port.getContainerPort()));
    }
}
