package dev.paco.infra.stack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Kafka and Postgres from their official images; needs a Docker engine. */
final class ContainerStack implements StartedStack {

    private static final String KAFKA_IMAGE = "apache/kafka:4.2.1";
    private static final String POSTGRES_IMAGE = "postgres:18";

    private final AtomicInteger databases = new AtomicInteger();
    private final KafkaContainer kafka;
    private final PostgreSQLContainer postgres;

    private ContainerStack(KafkaContainer kafka, PostgreSQLContainer postgres) {
        this.kafka = kafka;
        this.postgres = postgres;
    }

    /** Throws where no Docker engine answers. */
    static ContainerStack start() {
        ContainerStack stack = new ContainerStack(kafka(), postgres());
        try {
            stack.kafka.start();
            stack.postgres.start();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public String databaseUrl() {
        return databaseUrl(postgres.getDatabaseName());
    }

    @Override
    public String newDatabase() {
        String name = "test_" + databases.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(
                        postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            return databaseUrl(name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database " + name, e);
        }
    }

    @Override
    public void close() {
        try (postgres) {
            kafka.close();
        }
    }

    private String databaseUrl(String database) {
        return "postgresql://" + postgres.getUsername() + ":" + postgres.getPassword() + "@" + postgres.getHost() + ":"
                + postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT) + "/" + database + "?sslmode=disable";
    }

    // The images' own settings would let a killed consumer's partitions stand still for 45 s.
    private static KafkaContainer kafka() {
        return new KafkaContainer(KAFKA_IMAGE)
                .withEnv(Map.of(
                        "KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false",
                        "KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0",
                        "KAFKA_GROUP_CONSUMER_MIN_SESSION_TIMEOUT_MS", "6000",
                        "KAFKA_GROUP_CONSUMER_SESSION_TIMEOUT_MS", "6000",
                        "KAFKA_GROUP_CONSUMER_MIN_HEARTBEAT_INTERVAL_MS", "1000",
                        "KAFKA_GROUP_CONSUMER_HEARTBEAT_INTERVAL_MS", "1500"));
    }

    private static PostgreSQLContainer postgres() {
        return new PostgreSQLContainer(POSTGRES_IMAGE)
                .withDatabaseName("paco")
                .withUsername("paco")
                .withPassword("paco-test")
                .withCommand("postgres", "-c", "max_connections=300");
    }
}
