package dev.paco.standalone;

import dev.paco.infra.kafka.EmbeddedKafka;
import dev.paco.infra.kafka.KafkaSettings;
import dev.paco.infra.postgres.EmbeddedPostgres;
import dev.paco.infra.postgres.PostgresSettings;
import java.util.concurrent.CompletionStage;

/** Kafka and Postgres, both real and kept in the data folder. */
final class Infrastructure implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;

    private Infrastructure(EmbeddedPostgres postgres, EmbeddedKafka kafka) {
        this.postgres = postgres;
        this.kafka = kafka;
    }

    static Infrastructure start(StandaloneSettings settings, Secrets secrets) {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(new PostgresSettings(
                settings.dataFolder().resolve("postgres"),
                settings.postgresPort(),
                "paco",
                secrets.secret("postgres.password"),
                "paco"));
        try {
            secrets.keep("database.url", postgres.databaseUrl());
            EmbeddedKafka kafka = EmbeddedKafka.start(
                    new KafkaSettings(settings.dataFolder().resolve("kafka"), settings.kafkaPort()));
            return new Infrastructure(postgres, kafka);
        } catch (RuntimeException failure) {
            postgres.close();
            throw failure;
        }
    }

    String databaseUrl() {
        return postgres.databaseUrl();
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Completes if the broker gives up by itself, as it does when its disk fails. */
    CompletionStage<Throwable> brokerFailure() {
        return kafka.fatalError();
    }

    /** Stops Kafka, then Postgres. */
    @Override
    public void close() {
        try {
            kafka.close();
        } finally {
            postgres.close();
        }
    }
}
