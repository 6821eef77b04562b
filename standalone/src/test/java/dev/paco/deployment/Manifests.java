package dev.paco.deployment;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code deploy/kubernetes}, read with the types of the Kubernetes API; a field that they do not have is an error.
 *
 * @param files that the kustomization lists
 * @param objects of kinds that Kubernetes has
 * @param others of kinds that others have brought
 */
record Manifests(List<String> files, List<HasMetadata> objects, List<JsonNode> others) {

    private static final String FOLDER = "deploy/kubernetes/";

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "Namespace", Namespace.class,
            "Service", Service.class,
            "Deployment", Deployment.class,
            "Job", Job.class,
            "HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
            "PodDisruptionBudget", PodDisruptionBudget.class,
            "NetworkPolicy", NetworkPolicy.class);

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                // The types keep unknown fields; here there must be none.
                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            });

    static Manifests read() {
        List<String> files = kustomization().at("resources").items();
        Manifests manifests = new Manifests(files, new ArrayList<>(), new ArrayList<>());
        files.forEach(file -> manifests.add(ProjectFiles.text(FOLDER + file)));
        return manifests;
    }

    static YamlNode kustomization() {
        return YamlNode.parse(ProjectFiles.text(FOLDER + "kustomization.yaml"));
    }

    <T extends HasMetadata> Stream<T> of(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast);
    }

    <T extends HasMetadata> T one(Class<T> kind, String name) {
        return of(kind).filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    void add(String text) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(text)) {
            while (documents.hasNext()) {
                add(documents.next());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(JsonNode document) throws IOException {
        Class<? extends HasMetadata> kind = KINDS.get(document.path("kind").asText());
        if (kind == null) {
            others.add(document);
            return;
        }
        HasMetadata object = YAML.treeToValue(document, kind);
        if (!object.getApiVersion().equals(document.path("apiVersion").asText())
                || !HasMetadata.getApiVersion(kind).equals(object.getApiVersion())) {
            throw new IllegalStateException(kind.getSimpleName() + " is not of " + object.getApiVersion());
        }
        objects.add(object);
    }
}
