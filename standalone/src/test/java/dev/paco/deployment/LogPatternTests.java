package dev.paco.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

class LogPatternTests {

    private static final String SERVICES = configured("common/src/main/resources/paco-logging.properties");

    @Test
    void standaloneHasThatOfTheServices() throws JoranException {
        LoggerContext context = new LoggerContext();
        JoranConfigurator standalone = new JoranConfigurator();
        standalone.setContext(context);
        standalone.doConfigure(
                ProjectFiles.path("standalone/src/main/resources/logback.xml").toFile());

        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("CONSOLE"))
                .isInstanceOfSatisfying(
                        ConsoleAppender.class,
                        appender -> assertThat(appender.getEncoder())
                                .isInstanceOfSatisfying(
                                        PatternLayoutEncoder.class,
                                        encoder ->
                                                assertThat(encoder.getPattern()).isEqualTo(SERVICES)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "consumer", "console"})
    void aServiceHasNoOther(String service) {
        assertThat(ProjectFiles.text(service + "/src/main/resources/" + service + ".yml"))
                .contains("classpath:paco-logging.properties")
                .doesNotContain("pattern:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nb", "a\u001b[2Jb", "a\u0085b", "a\u2028b", "a\u0000b", "a\tb", "a\u009b31mb"})
    void anEventIsALineWhateverIsInIt(String message) {
        String plain = written(message, null);
        String failed =
                written("failed", new IllegalStateException(message, new IllegalArgumentException("why\n\tnot")));

        for (String line : List.of(plain, failed)) {
            assertThat(line).endsWith(System.lineSeparator());
            assertThat(line.strip()).doesNotContain("\n", "\r");
        }
        assertThat(plain).containsPattern(" : a [^\\x00-\\x1f]*b\\R\\z");
        assertThat(plain.strip()).doesNotContainPattern("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]");
        assertThat(failed).contains("IllegalStateException", "IllegalArgumentException: why | not", " | at ");
    }

    @Test
    void fieldsStandBehindTheMessageInItsLine() {
        assertThat(written("saved", null, new KeyValuePair("message_key", "a\nb")))
                .endsWith(" : saved message_key=\"a b\"\n");
        assertThat(written("saved", null)).endsWith(" : saved\n");
    }

    private static String written(String message, @Nullable Throwable failure, KeyValuePair... fields) {
        LoggerContext context = new LoggerContext();
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.setPattern(SERVICES);
        layout.start();
        Logger logger = context.getLogger("test");
        LoggingEvent event = new LoggingEvent("x", logger, Level.INFO, message, failure, null);
        event.setKeyValuePairs(List.of(fields));
        return layout.doLayout(event);
    }

    private static String configured(String file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(ProjectFiles.text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("logging.pattern.console");
    }
}
