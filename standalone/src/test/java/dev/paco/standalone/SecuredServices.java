package dev.paco.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.broker.BrokerLogin;
import dev.paco.common.database.DatabaseUrl;
import dev.paco.consumer.ConsumerApplication;
import dev.paco.consumer.write.WriterLifecycle;
import dev.paco.infra.host.ServiceFolder;
import dev.paco.infra.kafka.EmbeddedKafka;
import dev.paco.infra.kafka.KafkaSettings;
import dev.paco.infra.postgres.EmbeddedPostgres;
import dev.paco.infra.postgres.PostgresSettings;
import dev.paco.infra.stack.TestCache;
import io.netty.pkitesting.X509Bundle;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.tools.AclCommand;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A Kafka with SASL_SSL and an authorizer, and a Postgres with TLS, set up as {@code deploy} says: each part has a user of
 * its own with the rights that it needs.
 */
final class SecuredServices implements AutoCloseable {

    static final String GATEWAY = "paco-gateway";
    static final String WRITER = "paco-writer";
    static final String OPERATOR = "paco-operator";

    /** Of every user; with what JAAS, URLs and SQL must escape. */
    static final String PASSWORD = "s\"e\\c;r' et/%+";

    private static final String ADMIN = "admin";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path DEPLOY = Path.of("..", "deploy");

    private final Path folder;
    private final Certificates certificates;
    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;

    private SecuredServices(Path folder, Certificates certificates, EmbeddedPostgres postgres, EmbeddedKafka kafka) {
        this.folder = folder;
        this.certificates = certificates;
        this.postgres = postgres;
        this.kafka = kafka;
    }

    static SecuredServices start() throws Exception {
        Path folder = Files.createTempDirectory("paco-secured-");
        Certificates certificates = new Certificates(folder);
        X509Bundle database = certificates.issue("localhost");
        EmbeddedPostgres postgres = EmbeddedPostgres.start(new PostgresSettings(
                folder.resolve("postgres"),
                TestCache.path(),
                0,
                "owner",
                "owner",
                "paco",
                Map.of(
                        "ssl", "on",
                        "ssl_cert_file",
                                certificates
                                        .certificateFile("postgres", database)
                                        .toString(),
                        "ssl_key_file",
                                certificates.keyFile("postgres", database).toString())));
        X509Bundle broker = certificates.issueForAddress();
        EmbeddedKafka kafka =
                EmbeddedKafka.start(new KafkaSettings(folder.resolve("kafka"), 0, false, brokerProperties(broker)));
        SecuredServices services = new SecuredServices(folder, certificates, postgres, kafka);
        services.setUp();
        return services;
    }

    private static Map<String, String> brokerProperties(X509Bundle certificate) {
        Map<String, String> properties = new HashMap<>();
        properties.put("listener.security.protocol.map", "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT");
        properties.put("ssl.keystore.type", "PEM");
        properties.put("ssl.keystore.certificate.chain", certificate.getCertificatePathPEM());
        properties.put("ssl.keystore.key", certificate.getPrivateKeyPEM());
        properties.put("ssl.truststore.type", "PEM");
        properties.put("ssl.truststore.certificates", certificate.getRootCertificatePEM());
        properties.put("sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN");
        properties.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        properties.put(
                "listener.name.plaintext.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + ADMIN
                        + "\" password=\"" + ADMIN + "\" user_" + ADMIN + "=\"" + ADMIN + "\";");
        properties.put(
                "listener.name.plaintext.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        properties.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        // Nobody is who the broker itself is at its controller.
        properties.put("super.users", "User:" + ADMIN + ";User:ANONYMOUS");
        return properties;
    }

    /** What an administrator does once: users, rights, the schema and the topics. */
    private void setUp() throws Exception {
        try (Admin admin = Admin.create(clientProperties(adminEnvironment()))) {
            admin.alterUserScramCredentials(List.of(credentials(GATEWAY), credentials(WRITER), credentials(OPERATOR)))
                    .all()
                    .get();
        }
        Path admin = Files.writeString(folder.resolve("admin.properties"), lines(clientProperties(adminEnvironment())));
        for (String line : Files.readAllLines(DEPLOY.resolve("kafka").resolve("acls.sh"))) {
            if (line.startsWith("acl ")) {
                List<String> arguments = new ArrayList<>(List.of(
                        "--bootstrap-server", bootstrapServers(), "--command-config", admin.toString(), "--add"));
                arguments.add("--force");
                arguments.addAll(List.of(line.split(" ")).subList(1, line.split(" ").length));
                AclCommand.main(arguments.toArray(String[]::new));
            }
        }
        try (ConfigurableApplicationContext owner = writer(OPERATOR, ownersUrl())) {
            awaitPartitions(owner);
        }
        executeAsOwner(Files.readString(DEPLOY.resolve("postgres").resolve("roles.sql")));
        executeAsOwner("CREATE ROLE gateway LOGIN PASSWORD '" + PASSWORD.replace("'", "''") + "' IN ROLE paco_gateway;"
                + "CREATE ROLE writer LOGIN PASSWORD '" + PASSWORD.replace("'", "''") + "' IN ROLE paco_writer;"
                + "INSERT INTO paco_research_ids (research_id, is_active) VALUES ('RID001', true)");
    }

    /** The consumer, which may migrate as the owner alone. */
    ConfigurableApplicationContext writer(String kafkaUser, String databaseUrl) {
        SpringApplication application = ConsumerApplication.application();
        application.setRegisterShutdownHook(false);
        List<String> arguments = arguments(kafkaUser, databaseUrl);
        arguments.add("--server.port=0");
        arguments.add("--paco.consumer.schema.migrate=" + kafkaUser.equals(OPERATOR));
        return application.run(arguments.toArray(String[]::new));
    }

    static void awaitPartitions(ConfigurableApplicationContext consumer) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> consumer.getBean(WriterLifecycle.class).holdsAllPartitions());
    }

    /** The settings of a part that reaches Kafka as {@code kafkaUser}. */
    List<String> arguments(String kafkaUser, String databaseUrl) {
        List<String> arguments = new ArrayList<>();
        environment(kafkaUser, PASSWORD).forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.add("--KAFKA_BOOTSTRAP_SERVERS=" + bootstrapServers());
        arguments.add("--DATABASE_URL=" + databaseUrl);
        return arguments;
    }

    Map<String, String> environment(String kafkaUser, String password) {
        return Map.of(
                "KAFKA_SECURITY_PROTOCOL",
                "SASL_SSL",
                "KAFKA_USERNAME",
                kafkaUser,
                "KAFKA_PASSWORD",
                password,
                "KAFKA_CA_CERTIFICATE",
                certificates.authorityFile().toString());
    }

    Map<String, Object> clientProperties(Map<String, String> environment) {
        Map<String, Object> properties =
                new HashMap<>(BrokerLogin.of(environment::get).clientProperties());
        properties.put("bootstrap.servers", bootstrapServers());
        properties.put("default.api.timeout.ms", "10000");
        properties.put("request.timeout.ms", "5000");
        return properties;
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** With {@code verify-full}. */
    String databaseUrl(String user, String password) {
        return databaseUrl(user, password, certificates.authorityFile());
    }

    String databaseUrl(String user, String password, Path authority) {
        return "postgresql://" + user + ":" + URLEncoder.encode(password, UTF_8).replace("+", "%20") + "@localhost:"
                + postgres.port() + "/paco?sslmode=verify-full&sslrootcert=" + authority;
    }

    String ownersUrl() {
        return databaseUrl("owner", "owner");
    }

    /** Postgres shows another certificate to whoever connects from now on. */
    void putDatabaseCertificate(X509Bundle certificate) throws SQLException {
        certificates.certificateFile("postgres", certificate);
        certificates.keyFile("postgres", certificate);
        execute(postgres.databaseUrl(), "SELECT pg_reload_conf()");
    }

    Certificates certificates() {
        return certificates;
    }

    void executeAsOwner(String sql) throws SQLException {
        execute(ownersUrl(), sql);
    }

    static void execute(String url, String sql) throws SQLException {
        DatabaseUrl parsed = DatabaseUrl.parse(url);
        try (Connection connection =
                        DriverManager.getConnection(parsed.jdbcUrl(), parsed.username(), parsed.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try (postgres) {
            kafka.close();
        }
        ServiceFolder.deleteTree(folder);
    }

    private Map<String, String> adminEnvironment() {
        Map<String, String> environment = new HashMap<>(environment(ADMIN, ADMIN));
        environment.put("KAFKA_SASL_MECHANISM", "PLAIN");
        return environment;
    }

    private static UserScramCredentialUpsertion credentials(String user) {
        return new UserScramCredentialUpsertion(
                user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD);
    }

    private static String lines(Map<String, Object> properties) {
        StringBuilder lines = new StringBuilder();
        properties.forEach((name, value) -> lines.append(name)
                .append('=')
                .append(value.toString().replace("\\", "\\\\"))
                .append('\n'));
        return lines.toString();
    }
}
