package dev.paco.infra.stack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

class ContainerStackIT extends StackContract {

    private static final String SKIPPED =
            "SKIPPED: no Docker engine answers, so Kafka and Postgres in containers are not tested here";

    private static @Nullable ContainerStack containers;

    @BeforeAll
    static void startWhereAnEngineAnswers() {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            containers = ContainerStack.start();
        } else {
            LoggerFactory.getLogger(ContainerStackIT.class).warn(SKIPPED);
        }
    }

    // For each test and not for all at once, so that the report counts what was skipped.
    @BeforeEach
    void skipWithoutAnEngine() {
        assumeTrue(containers != null, SKIPPED);
    }

    @AfterAll
    static void stop() {
        if (containers != null) {
            containers.close();
        }
    }

    @Override
    Stack stack() {
        return Objects.requireNonNull(containers);
    }
}
