package dev.paco.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the bill of materials in each runnable jar against the libraries that are in it. */
@DisabledIfSystemProperty(
        named = "paco.build",
        matches = "offline=true",
        disabledReason = "the plug-in leaves the bill of materials out of offline builds")
class SbomIT {

    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final Set<String> ADDED_BY_PACKAGING = Set.of("spring-boot-jarmode-tools");

    @ParameterizedTest
    @CsvSource({
        "../gateway/target/gateway.jar",
        "../consumer/target/consumer.jar",
        "../console/target/console.jar",
        "target/standalone.jar"
    })
    void namesEveryLibraryWithItsHash(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            JsonNode sbom = JsonMapper.shared()
                    .readTree(new String(
                            jar.getInputStream(jar.getJarEntry("META-INF/sbom/application.cdx.json"))
                                    .readAllBytes(),
                            UTF_8));
            Set<String> named = new HashSet<>();
            for (JsonNode component : sbom.path("components")) {
                String name = component.path("name").asString() + "-"
                        + component.path("version").asString();
                named.add(name);
                if (!name.endsWith("-SNAPSHOT")) {
                    assertThat(component.path("hashes").toString()).as(name).contains("SHA-256");
                }
            }

            assertThat(libraries(jar))
                    .isNotEmpty()
                    .allSatisfy(library -> assertThat(named).anyMatch(library::startsWith));
        }
    }

    /** Without what the packaging itself adds. */
    private static List<String> libraries(JarFile jar) {
        return jar.stream()
                .map(entry -> entry.getName())
                .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                .map(name -> name.substring(LIBRARIES.length()))
                .filter(name -> ADDED_BY_PACKAGING.stream().noneMatch(name::startsWith))
                .toList();
    }
}
