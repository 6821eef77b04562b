package dev.paco.deployment;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The environment variables that a service reads.
 *
 * @param ours types of its own properties
 * @param named in its configuration file, or read by its code
 * @param ofSpring every property that a library describes, as a variable
 */
record ConfigurationNames(List<Class<?>> ours, Set<String> named, Set<String> ofSpring) {

    private static final Set<String> READ_BY_CODE = Set.of("DATABASE_URL");

    static ConfigurationNames of(String service) {
        Set<String> named = Variables.names(ProjectFiles.text(service + "/src/main/resources/" + service + ".yml"));
        named.addAll(READ_BY_CODE);
        return new ConfigurationNames(types("dev.paco." + service), named, ofLibraries());
    }

    /** Whether {@code name} is read; of our own properties, whether {@code value} is another than that by default. */
    boolean isRead(String name, String value) {
        return named.contains(name)
                || ofSpring.contains(name)
                || ours.stream().anyMatch(type -> !bound(type, Map.of()).equals(bound(type, Map.of(name, value))));
    }

    private static String bound(Class<?> type, Map<String, Object> environment) {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addFirst(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment));
        ConfigurationProperties properties = type.getAnnotation(ConfigurationProperties.class);
        return new Binder(ConfigurationPropertySources.from(sources))
                .bindOrCreate(properties.value(), Bindable.of(type))
                .toString();
    }

    private static List<Class<?>> types(String packageName) {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents(packageName).stream()
                .<Class<?>>map(found -> type(String.valueOf(found.getBeanClassName())))
                .toList();
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> ofLibraries() {
        Set<String> names = new TreeSet<>();
        try {
            for (URL description : Collections.list(ConfigurationNames.class
                    .getClassLoader()
                    .getResources("META-INF/spring-configuration-metadata.json"))) {
                for (JsonNode property :
                        JsonMapper.shared().readTree(description.openStream()).path("properties")) {
                    names.add(variable(property.path("name").asString()));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return names;
    }

    private static String variable(String property) {
        return property.replace(".", "_").replace("-", "").toUpperCase(Locale.ROOT);
    }
}
