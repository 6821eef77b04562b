package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.paco.gateway.GatewayApplication;
import dev.paco.standalone.Client.Answer;
import io.netty.pkitesting.X509Bundle;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole pipeline with TLS at every door, and users that may do only what they must. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransportIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CONNECTION_EXCEPTION = "08";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private Path folder;
    private SecuredServices services;
    private ConfigurableApplicationContext writer;
    private ConfigurableApplicationContext gateway;
    private Client client;

    @BeforeAll
    @SuppressWarnings("NullAway.Init")
    void start(@TempDir Path ofClass) throws Exception {
        folder = ofClass;
        services = SecuredServices.start();
        writer = services.writer(SecuredServices.WRITER, url("writer"));
        SecuredServices.awaitPartitions(writer);
        putGatewayCertificate(services.certificates().issue("localhost"));
        gateway = startGateway();
        client = new Client(
                "https://localhost:" + port(),
                services.ownersUrl(),
                services.certificates().trust());
        await().atMost(PATIENCE).until(() -> client.get("/readyz").status() == 200);
    }

    @AfterAll
    void stop() {
        gateway.close();
        writer.close();
        services.close();
    }

    @Test
    void aMessageGoesItsWholeWay() {
        String token = client.logIn("RID001");
        Answer acknowledged = client.post(
                "/api/v1/auth/acknowledge-disclaimer", "{\"research_id\": \"RID001\", \"acknowledged\": true}");
        Answer saved = client.save(token, Message.of("RID001", "tls", 1, "Said over TLS"), "Prefer", "wait=20");
        Answer again = client.save(token, Message.of("RID001", "tls", 1, "Said otherwise"), "Prefer", "wait=20");

        assertThat(acknowledged.status()).isEqualTo(200);
        assertThat(saved.status()).as(saved.body()).isEqualTo(200);
        assertThat(again.json().path("message_id")).isEqualTo(saved.json().path("message_id"));
        assertThat(client.query("SELECT content FROM paco_conversations")).containsExactly("Said over TLS");
        assertThat(client.query("SELECT content FROM paco_message_revisions")).containsExactly("Said otherwise");
        assertThat(client.query("SELECT DISTINCT usename || ' ' || ssl FROM pg_stat_ssl"
                        + " JOIN pg_stat_activity USING (pid) WHERE usename IN ('gateway', 'writer') ORDER BY 1"))
                .containsExactly("gateway true", "writer true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gateway | SELECT * FROM paco_conversations",
                "gateway | UPDATE paco_conversations SET content = 'x'",
                "gateway | INSERT INTO paco_conversations (content) VALUES ('x')",
                "gateway | SELECT * FROM paco_message_revisions",
                "gateway | SELECT * FROM paco_conversation_metadata",
                "gateway | INSERT INTO paco_research_ids (research_id, is_active) VALUES ('RID666', true)",
                "gateway | UPDATE paco_research_ids SET is_active = true",
                "gateway | DELETE FROM paco_disclaimer_acknowledgments",
                "gateway | CREATE TABLE mine (id int)",
                "writer | UPDATE paco_conversations SET content = 'x'",
                "writer | DELETE FROM paco_conversations",
                "writer | DELETE FROM paco_message_revisions",
                "writer | DELETE FROM paco_message_copies",
                "writer | DELETE FROM paco_conversation_metadata",
                "writer | DELETE FROM paco_erasure_tombstones",
                "writer | SELECT notes FROM paco_research_ids",
                "writer | TRUNCATE paco_conversations CASCADE",
                "writer | CREATE TABLE mine (id int)",
            })
    void noUserOfTheDatabaseMayDoMoreThanItMust(String user, String sql) {
        assertThatThrownBy(() -> SecuredServices.execute(url(user), sql))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    }

    @Test
    void noUserOfTheBrokersMayDoMoreThanItMust() {
        assertCannotRead(SecuredServices.GATEWAY, "paco.messages");
        assertCannotRead(SecuredServices.GATEWAY, "paco.messages.dlt");
        assertCannotRead(SecuredServices.WRITER, "paco.messages.dlt");
        assertCannotWrite(SecuredServices.WRITER, "paco.messages");
        assertCannotWrite(SecuredServices.GATEWAY, "paco.confirmations");
        assertCannotWrite(SecuredServices.GATEWAY, "paco.messages.dlt");
        try (Admin admin = Admin.create(kafka(SecuredServices.GATEWAY))) {
            assertThatThrownBy(() ->
                            admin.deleteTopics(List.of("paco.messages")).all().get())
                    .hasCauseInstanceOf(AuthorizationException.class);
        }
    }

    @Test
    void aBrokerThatCannotProveItselfOrAWrongPasswordIsRefused() {
        Certificates others = new Certificates(folder);
        Map<String, String> environment =
                new HashMap<>(services.environment(SecuredServices.GATEWAY, SecuredServices.PASSWORD));
        environment.put("KAFKA_CA_CERTIFICATE", others.authorityFile().toString());
        assertRefused(environment, SslAuthenticationException.class);
        assertRefused(services.environment(SecuredServices.GATEWAY, "wrong"), SaslAuthenticationException.class);
    }

    @Test
    void aDatabaseOfAnotherAuthorityIsGivenNoPassword() throws Exception {
        Path others = Files.createDirectory(folder.resolve("others"));
        assertGivenNoPassword(
                services.databaseUrl("gateway", SecuredServices.PASSWORD, new Certificates(others).authorityFile()));
    }

    @Test
    void aDatabaseOfAnotherNameIsGivenNoPassword() throws Exception {
        services.putDatabaseCertificate(services.certificates().issue("database.example"));
        try {
            assertGivenNoPassword(url("gateway"));
        } finally {
            services.putDatabaseCertificate(services.certificates().issue("localhost"));
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatCode(() -> SecuredServices.execute(url("gateway"), "SELECT 1"))
                        .doesNotThrowAnyException());
    }

    /** By neither driver: the gateway's is R2DBC. */
    private void assertGivenNoPassword(String url) {
        // A server takes a moment until it shows another certificate.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(() -> SecuredServices.execute(url, "SELECT 1"))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                refused -> assertThat(refused.getSQLState()).startsWith(CONNECTION_EXCEPTION)));
        try (ConfigurableApplicationContext other = startGateway("--DATABASE_URL=" + url)) {
            Client there = new Client(
                    "https://localhost:" + port(other),
                    services.ownersUrl(),
                    services.certificates().trust());
            assertThat(there.post("/api/v1/auth/login", "{\"research_id\": \"RID001\"}")
                            .code())
                    .isEqualTo("database_unreachable");
        }
    }

    @Test
    void aRenewedCertificateIsShownWithoutARestart() throws Exception {
        X509Bundle renewed = services.certificates().issue("localhost");
        assertThat(shownSerial()).isNotEqualTo(renewed.getCertificate().getSerialNumber());

        putGatewayCertificate(renewed);

        await().atMost(PATIENCE)
                .until(() -> shownSerial().equals(renewed.getCertificate().getSerialNumber()));
        assertThat(client.get("/livez").status()).isEqualTo(200);
    }

    private ConfigurableApplicationContext startGateway(String... further) {
        SpringApplication application = GatewayApplication.application();
        application.setRegisterShutdownHook(false);
        List<String> arguments = services.arguments(SecuredServices.GATEWAY, url("gateway"));
        arguments.addAll(List.of(
                "--PACO_JWT_SECRET=" + PipelineExtension.SECRET,
                "--server.port=0",
                "--management.server.port=0",
                "--server.ssl.bundle=gateway",
                "--spring.ssl.bundle.pem.gateway.keystore.certificate=file:" + folder.resolve("gateway.crt"),
                "--spring.ssl.bundle.pem.gateway.keystore.private-key=file:" + folder.resolve("gateway.key"),
                "--spring.ssl.bundle.pem.gateway.reload-on-update=true",
                "--spring.ssl.bundle.watch.file.quiet-period=100ms"));
        arguments.addAll(List.of(further));
        return application.run(arguments.toArray(String[]::new));
    }

    private void putGatewayCertificate(X509Bundle certificate) throws Exception {
        Files.writeString(folder.resolve("gateway.key"), certificate.getPrivateKeyPEM());
        Files.writeString(folder.resolve("gateway.crt"), certificate.getCertificatePathPEM());
    }

    private BigInteger shownSerial() throws Exception {
        try (SSLSocket socket =
                (SSLSocket) services.certificates().trust().getSocketFactory().createSocket("localhost", port())) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }

    private int port() {
        return port(gateway);
    }

    private static int port(ConfigurableApplicationContext of) {
        return Integer.parseInt(of.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private String url(String user) {
        return services.databaseUrl(user, SecuredServices.PASSWORD);
    }

    private Map<String, Object> kafka(String user) {
        return services.clientProperties(services.environment(user, SecuredServices.PASSWORD));
    }

    private void assertRefused(Map<String, String> environment, Class<? extends Exception> reason) {
        try (Admin admin = Admin.create(services.clientProperties(environment))) {
            assertThatThrownBy(() -> admin.describeCluster().nodes().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(reason);
        }
    }

    private void assertCannotRead(String user, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka(user), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            assertThatThrownBy(() -> {
                        consumer.seekToBeginning(consumer.assignment());
                        consumer.poll(PATIENCE);
                    })
                    .as(user + " reads " + topic)
                    .isInstanceOf(AuthorizationException.class);
        }
    }

    private void assertCannotWrite(String user, String topic) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka(user), new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topic, new byte[0]))
                            .get())
                    .as(user + " writes " + topic)
                    .hasRootCauseInstanceOf(AuthorizationException.class);
        }
    }
}
