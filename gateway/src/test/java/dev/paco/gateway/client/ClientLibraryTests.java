package dev.paco.gateway.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The browser library's own tests, which node runs. Without node they are skipped, unless {@code PACO_REQUIRE_NODE} says that it has to be
 * there.
 */
class ClientLibraryTests {

    private static final Path CLIENT = Path.of("..", "client");
    private static final Pattern RESULT = Pattern.compile("^(ok|not ok) \\d+ - (.*)$");

    @TestFactory
    Stream<DynamicTest> whatNodeSays() throws InterruptedException {
        List<String> output;
        int status;
        try {
            Process node = new ProcessBuilder("node", "--test", "--test-reporter=tap")
                    .directory(CLIENT.toFile())
                    .redirectErrorStream(true)
                    .start();
            output = new String(node.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .toList();
            status = node.waitFor();
        } catch (IOException noNode) {
            if (System.getenv("PACO_REQUIRE_NODE") != null) {
                throw new UncheckedIOException(noNode);
            }
            return abort("SKIPPED: there is no node on this machine to run the tests of the browser library");
        }
        List<DynamicTest> tests = output.stream()
                .map(String::strip)
                .map(RESULT::matcher)
                .filter(Matcher::matches)
                .map(result -> DynamicTest.dynamicTest(
                        result.group(2),
                        () -> assertThat(result.group(1))
                                .as(String.join("\n", output))
                                .isEqualTo("ok")))
                .toList();
        assertThat(tests).as(String.join("\n", output)).hasSizeGreaterThan(10);
        return Stream.concat(
                tests.stream(),
                Stream.of(DynamicTest.dynamicTest(
                        "node ends well",
                        () -> assertThat(status).as(String.join("\n", output)).isZero())));
    }
}
