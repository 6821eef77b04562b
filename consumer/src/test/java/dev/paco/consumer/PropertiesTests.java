package dev.paco.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class PropertiesTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(AllProperties.class);

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        assertThat(propertiesWith())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "paco.consumer.adopt", "AdoptProperties[interval=PT20S, batchSize=1000]",
                                "paco.consumer.database",
                                        "DatabaseProperties[connectTimeout=PT3S, statementTimeout=PT10S]",
                                "paco.consumer.lag", "LagProperties[poll=PT5S]",
                                "paco.consumer.schema",
                                        "SchemaProperties[migrate=true, lockTimeout=PT0.5S, patience=PT10M]",
                                "paco.consumer.write",
                                        "WriterProperties[concurrency=2, batchSize=1000, gather=PT0.005S, fetchSize=8388608B,"
                                                + " timeout=PT1M, retryAfter=PT0.25S, retryAtMost=PT2S, replicationFactor=-1]"));
    }

    @Test
    void everyPropertyIsReadUnderTheNameThatIsDocumented() {
        assertThat(propertiesWith(
                        "paco.consumer.adopt.interval=5s",
                        "paco.consumer.adopt.batch-size=10",
                        "paco.consumer.database.connect-timeout=1s",
                        "paco.consumer.database.statement-timeout=2s",
                        "paco.consumer.lag.poll=1s",
                        "paco.consumer.schema.migrate=false",
                        "paco.consumer.schema.lock-timeout=100ms",
                        "paco.consumer.schema.patience=1m",
                        "paco.consumer.write.concurrency=4",
                        "paco.consumer.write.batch-size=100",
                        "paco.consumer.write.gather=20ms",
                        "paco.consumer.write.fetch-size=1MB",
                        "paco.consumer.write.timeout=10s",
                        "paco.consumer.write.retry-after=1s",
                        "paco.consumer.write.retry-at-most=2s",
                        "paco.consumer.write.replication-factor=3"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "paco.consumer.adopt", "AdoptProperties[interval=PT5S, batchSize=10]",
                        "paco.consumer.database", "DatabaseProperties[connectTimeout=PT1S, statementTimeout=PT2S]",
                        "paco.consumer.lag", "LagProperties[poll=PT1S]",
                        "paco.consumer.schema", "SchemaProperties[migrate=false, lockTimeout=PT0.1S, patience=PT1M]",
                        "paco.consumer.write",
                                "WriterProperties[concurrency=4, batchSize=100, gather=PT0.02S, fetchSize=1048576B,"
                                        + " timeout=PT10S, retryAfter=PT1S, retryAtMost=PT2S, replicationFactor=3]"));
    }

    private Map<String, String> propertiesWith(String... values) {
        Map<String, String> found = new LinkedHashMap<>();
        runner.withPropertyValues(values).run(context -> {
            for (String name : context.getBeanDefinitionNames()) {
                if (name.startsWith("paco.consumer.")) {
                    found.put(
                            name.substring(0, name.indexOf("-dev.paco")),
                            context.getBean(name).toString());
                }
            }
        });
        return found;
    }

    @Configuration(proxyBeanMethods = false)
    @ConfigurationPropertiesScan
    static class AllProperties {}
}
