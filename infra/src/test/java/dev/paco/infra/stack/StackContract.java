package dev.paco.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every variant of the stack must do. */
@Timeout(120)
abstract class StackContract {

    abstract Stack stack();

    @Test
    void anAcknowledgedRecordIsRead() throws Exception {
        String topic = "contract-" + UUID.randomUUID();
        Map<String, Object> broker = Map.of("bootstrap.servers", stack().bootstrapServers());
        try (Admin admin = Admin.create(broker)) {
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
        }
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack().bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", "value")).get();
        }
        assertThat(consumed(topic)).containsExactly("value");
    }

    @Test
    void aTableIsWrittenAndRead() throws SQLException {
        assertThat(query(
                        stack().databaseUrl(),
                        "CREATE TABLE contract AS SELECT 'ü' AS content",
                        "SELECT content FROM contract"))
                .isEqualTo("ü");
    }

    @Test
    void everyNewDatabaseIsEmptyAndApart() throws SQLException {
        String first = stack().newDatabase();
        String second = stack().newDatabase();

        assertThat(second).isNotEqualTo(first);
        for (String url : List.of(first, second)) {
            assertThat(query(url, "CREATE TABLE apart AS SELECT 7 AS id", "SELECT count(*) FROM apart"))
                    .isEqualTo("1");
        }
    }

    private List<String> consumed(String topic) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        stack().bootstrapServers(),
                        "group.id",
                        topic,
                        "group.protocol",
                        "consumer",
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
                return !values.isEmpty();
            });
        }
        return values;
    }

    private static String query(String databaseUrl, String statement, String query) throws SQLException {
        URI url = URI.create(databaseUrl);
        String[] login = url.getUserInfo().split(":", 2);
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(),
                        login[0],
                        login[1]);
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
            try (ResultSet row = sql.executeQuery(query)) {
                assertThat(row.next()).isTrue();
                return row.getString(1);
            }
        }
    }
}
