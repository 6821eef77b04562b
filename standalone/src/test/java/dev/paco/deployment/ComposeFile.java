package dev.paco.deployment;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code docker-compose.yml}.
 *
 * @param text as it is written
 * @param document as it is read
 */
record ComposeFile(String text, YamlNode document) {

    static ComposeFile parse(String text) {
        return new ComposeFile(text, YamlNode.parse(text));
    }

    Set<String> services() {
        return document.at("services").keys();
    }

    YamlNode service(String name) {
        return document.at("services", name);
    }

    Map<String, String> environment(String service) {
        YamlNode environment = service(service).at("environment");
        Map<String, String> variables = new TreeMap<>();
        environment
                .keys()
                .forEach(name -> variables.put(name, environment.at(name).text()));
        return variables;
    }

    /** The variables that {@code service} is given although {@code application} does not read them. */
    Set<String> unread(String service, Set<String> application) {
        Set<String> unread = new TreeSet<>(environment(service).keySet());
        unread.removeAll(application);
        return unread;
    }
}
