package dev.paco.consumer.adopt;

import dev.paco.common.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks now and then for rows that the old backend has written beside us, on a thread of its own. A pass that fails, as
 * all do before the schema is migrated, is made up for by the next.
 */
@Component
final class AdoptionPass implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AdoptionPass.class);
    private static final String TIMEOUT_SECONDS = "30";

    private final DatabaseUrl database;
    private final AdoptProperties properties;
    private final LegacyRowAdopter adopter = new LegacyRowAdopter();
    private @Nullable ScheduledExecutorService scheduler;

    AdoptionPass(DatabaseUrl database, AdoptProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    @Override
    public void start() {
        ScheduledThreadPoolExecutor started =
                new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "paco-adopt"));
        long interval = properties.interval().toMillis();
        ScheduledFuture<?> unused =
                started.scheduleWithFixedDelay(this::pass, interval, interval, TimeUnit.MILLISECONDS);
        scheduler = started;
    }

    @Override
    public void stop() {
        if (scheduler != null) {
            scheduler.shutdownNow();
            scheduler = null;
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    private void pass() {
        Properties login = new Properties();
        login.setProperty("user", database.username());
        if (database.password() != null) {
            login.setProperty("password", database.password());
        }
        login.setProperty("ApplicationName", "paco-consumer-adopt");
        login.setProperty("connectTimeout", TIMEOUT_SECONDS);
        login.setProperty("socketTimeout", TIMEOUT_SECONDS);
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), login)) {
            adopter.adoptAll(connection, properties.batchSize());
        } catch (SQLException e) {
            log.warn("Rows of the old backend wait for their keys until the next pass: SQLSTATE {}", e.getSQLState());
        }
    }
}
