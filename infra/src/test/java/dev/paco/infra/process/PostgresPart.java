package dev.paco.infra.process;

import dev.paco.infra.postgres.EmbeddedPostgres;
import dev.paco.infra.postgres.PostgresSettings;
import org.jspecify.annotations.Nullable;

/** Postgres, whose processes are none of this JVM's. */
public final class PostgresPart implements Part {

    private final PostgresSettings settings;
    private @Nullable EmbeddedPostgres postgres;

    /** A server that is not started yet; its port must be a certain one. */
    public PostgresPart(PostgresSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "postgres";
    }

    /** Returns when it accepts connections. */
    @Override
    public void start() {
        if (postgres != null) {
            postgres.close();
        }
        postgres = EmbeddedPostgres.start(settings);
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void kill() {
        running().kill();
    }

    @Override
    public void stop() {
        running().close();
        postgres = null;
    }

    @Override
    public void pause() {
        Signal.STOP.sendToTree(handle());
    }

    @Override
    public void resume() {
        Signal.CONT.sendToTree(handle());
    }

    /** For {@code DATABASE_URL}. */
    public String databaseUrl() {
        return running().databaseUrl();
    }

    /** Creates an empty database; its {@code DATABASE_URL}. */
    public String createDatabase(String database) {
        running().createDatabase(database);
        return running().databaseUrl(database);
    }

    @Override
    public void close() {
        if (postgres != null) {
            postgres.close();
            postgres = null;
        }
    }

    @Override
    public ProcessHandle handle() {
        return ProcessHandle.of(running().pid()).orElseThrow();
    }

    private EmbeddedPostgres running() {
        if (postgres == null) {
            throw new IllegalStateException("Postgres does not run");
        }
        return postgres;
    }
}
