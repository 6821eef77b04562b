package dev.paco.infra.stack;

import dev.paco.infra.host.ServiceFolder;
import dev.paco.infra.kafka.EmbeddedKafka;
import dev.paco.infra.kafka.KafkaSettings;
import dev.paco.infra.postgres.EmbeddedPostgres;
import dev.paco.infra.postgres.PostgresSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Kafka in this JVM and Postgres beside it, both on a temporary folder. */
final class EmbeddedStack implements StartedStack {

    private final AtomicInteger databases = new AtomicInteger();
    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;

    private EmbeddedStack(Path folder, EmbeddedPostgres postgres, EmbeddedKafka kafka) {
        this.folder = folder;
        this.postgres = postgres;
        this.kafka = kafka;
    }

    static EmbeddedStack start() {
        Path folder = temporaryFolder();
        EmbeddedPostgres postgres = EmbeddedPostgres.start(new PostgresSettings(
                folder.resolve("postgres"),
                TestCache.path(),
                0,
                "paco",
                "paco-test",
                "paco",
                Map.of("max_connections", "300")));
        try {
            return new EmbeddedStack(
                    folder, postgres, EmbeddedKafka.start(new KafkaSettings(folder.resolve("kafka"), 0)));
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public String databaseUrl() {
        return postgres.databaseUrl();
    }

    @Override
    public String newDatabase() {
        String name = "test_" + databases.incrementAndGet();
        postgres.createDatabase(name);
        return postgres.databaseUrl(name);
    }

    @Override
    public void close() {
        try (postgres) {
            kafka.close();
        }
        ServiceFolder.deleteTree(folder);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("paco-stack-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a temporary folder", e);
        }
    }
}
