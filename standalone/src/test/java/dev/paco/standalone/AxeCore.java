package dev.paco.standalone;

import dev.paco.standalone.Chromium.Tab;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Looks for what keeps people from using a page.
 *
 * @see <a href="https://github.com/dequelabs/axe-core">axe-core</a>
 */
final class AxeCore {

    private static final String SCRIPT = script();
    private static final String RUN = """
            axe.run({resultTypes: ['violations']}).then(result => result.violations
                .filter(found => ['serious', 'critical'].includes(found.impact))
                .map(found => found.id + ': ' + found.nodes.map(node => node.html.slice(0, 200) + ' '
                    + (node.any[0] ?? node.all[0] ?? node.none[0] ?? {message: ''}).message).join(' | ')))""";

    private AxeCore() {}

    /** What is serious or worse, each with its elements. */
    static List<String> seriousFaults(Tab tab) {
        tab.run(SCRIPT + "; void 0");
        return tab.run(RUN).values().stream().map(JsonNode::asString).toList();
    }

    private static String script() {
        try (InputStream script = AxeCore.class.getResourceAsStream("/axe.min.js")) {
            if (script == null) {
                throw new IllegalStateException("The class path lacks axe.min.js");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
