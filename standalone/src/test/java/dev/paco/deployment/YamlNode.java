package dev.paco.deployment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A part of a YAML document; what is not there is a node without value.
 *
 * @param value a map, a list, a scalar, or null
 */
record YamlNode(@Nullable Object value) {

    static YamlNode parse(String document) {
        return new YamlNode(new Yaml(new SafeConstructor(new LoaderOptions())).load(document));
    }

    YamlNode at(String... path) {
        YamlNode node = this;
        for (String key : path) {
            node = new YamlNode(node.value instanceof Map<?, ?> map ? map.get(key) : null);
        }
        return node;
    }

    Set<String> keys() {
        return value instanceof Map<?, ?> map
                ? map.keySet().stream().map(String::valueOf).collect(Collectors.toSet())
                : Set.of();
    }

    List<String> items() {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    YamlNode item(int index) {
        return new YamlNode(value instanceof List<?> list ? list.get(index) : null);
    }

    String text() {
        return String.valueOf(value);
    }
}
