package dev.paco.console;

import static org.awaitility.Awaitility.await;

import dev.paco.common.database.DatabaseUrl;
import dev.paco.consumer.ConsumerApplication;
import dev.paco.infra.stack.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** The console and a writer on a database of their own, with the participants RID001 to RID010. */
public final class RunningConsole implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The password of {@code admin}. */
    public static final String PASSWORD = "a password for tests";

    /** Of that password, by far fewer rounds than the console's own. */
    private static final String QUICK_HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD);

    private static final String PARTICIPANTS = """
            INSERT INTO paco_research_ids (research_id, is_active)
            SELECT 'RID' || lpad(n::text, 3, '0'), true FROM generate_series(1, 10) n""";

    private final ConfigurableApplicationContext consumer;
    private final ConfigurableApplicationContext console;
    private final DatabaseUrl database;
    private final Stack stack;
    private final List<String> settings;

    private RunningConsole(
            ConfigurableApplicationContext consumer,
            ConfigurableApplicationContext console,
            DatabaseUrl database,
            Stack stack,
            List<String> settings) {
        this.consumer = consumer;
        this.console = console;
        this.database = database;
        this.stack = stack;
        this.settings = settings;
    }

    static RunningConsole start(Stack stack) {
        String databaseUrl = stack.newDatabase();
        List<String> settings = List.of(
                "--DATABASE_URL=" + databaseUrl,
                "--KAFKA_BOOTSTRAP_SERVERS=" + stack.bootstrapServers(),
                "--server.port=0");
        ConfigurableApplicationContext consumer = run(ConsumerApplication.application(), settings);
        String writer = "http://localhost:" + consumer.getEnvironment().getRequiredProperty("local.server.port");
        RunningConsole running = new RunningConsole(
                consumer,
                run(
                        ConsoleApplication.application(),
                        Stream.concat(
                                        settings.stream(),
                                        Stream.of(
                                                "--management.server.port=0",
                                                "--PACO_ADMIN_PASSWORD=" + PASSWORD,
                                                "--paco.console.export.pseudonym-key=a key of at least 32 bytes for tests",
                                                "--paco.console.login-limit.per-address=100000",
                                                "--paco.console.login-limit.per-user=100000",
                                                "--paco.console.summary.interval=500ms",
                                                "--paco.console.erase.settle=1500ms",
                                                "--paco.console.session.recheck=100ms",
                                                "--paco.console.pipeline.writers=" + writer))
                                .toList()),
                DatabaseUrl.parse(databaseUrl),
                stack,
                Stream.concat(settings.stream(), Stream.of("--management.server.port=0"))
                        .toList());
        // Before a test makes another operator, with whom there would be no need for this one.
        await().atMost(PATIENCE)
                .until(() ->
                        running.query("SELECT username FROM paco_console_users").contains("admin"));
        running.execute(PARTICIPANTS);
        return running;
    }

    private static ConfigurableApplicationContext run(SpringApplication application, List<String> settings) {
        application.setRegisterShutdownHook(false);
        return application.run(settings.toArray(String[]::new));
    }

    /** Without a slash at its end. */
    public String url() {
        return url(console);
    }

    public String bootstrapServers() {
        return stack.bootstrapServers();
    }

    /** A bean of the console. */
    public <T> T bean(Class<T> type) {
        return console.getBean(type);
    }

    /** Somebody who has not logged in. */
    public Visitor visitor() {
        return new Visitor(url());
    }

    /** The operator {@code admin}, logged in. */
    public Visitor operator() {
        return visitor().logIn("admin", PASSWORD);
    }

    /** Somebody of that name and role, made where they are not there yet, logged in. */
    public Visitor user(String username, String role) {
        execute("INSERT INTO paco_console_users (username, password_hash, role, created_by) VALUES ('" + username
                + "', '" + QUICK_HASH + "', '" + role + "', 'test') ON CONFLICT (username) DO NOTHING");
        return visitor().logIn(username, PASSWORD);
    }

    /** Another console on the same database, with these settings beside or instead; who asks for it closes it. */
    public ConfigurableApplicationContext another(String... settings) {
        List<String> others = List.of(settings);
        return run(
                ConsoleApplication.application(),
                Stream.concat(
                                this.settings.stream()
                                        .filter(one -> others.stream()
                                                .noneMatch(two -> name(two).equals(name(one)))),
                                others.stream())
                        .toList());
    }

    private static String name(String setting) {
        return setting.substring(0, setting.indexOf('='));
    }

    /** How a login of that name and password reaches the database. */
    public String databaseUrl(String username, String password) {
        return "postgresql://" + username + ":" + password + "@" + database.host() + ":" + database.port() + "/"
                + database.database() + "?sslmode=disable";
    }

    /** Somebody who has not logged in at the console of {@code context}. */
    public static Visitor visitorOf(ConfigurableApplicationContext context) {
        return new Visitor(url(context));
    }

    /** Where the console of {@code context} is, without a slash at its end. */
    public static String url(ConfigurableApplicationContext context) {
        return "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** Runs a statement. */
    public void execute(String sql) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of what a query finds, as text. */
    public List<String> query(String sql) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    @Override
    public void close() {
        try {
            console.close();
        } finally {
            consumer.close();
        }
    }
}
