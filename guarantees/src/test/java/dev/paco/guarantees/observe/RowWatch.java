package dev.paco.guarantees.observe;

import dev.paco.guarantees.load.Stalls;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Counts the rows of each conversation, again and again, through every outage of Postgres. */
public final class RowWatch implements AutoCloseable {

    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String COUNT =
            "SELECT conversation_id, count(*) FROM paco_conversations WHERE id > ? GROUP BY conversation_id";

    private final Database database;
    private final long behind;
    private final Map<String, Integer> rows = new ConcurrentHashMap<>();
    private final Stalls stalls = new Stalls();
    private final Thread watcher = new Thread(this::watch, "row-watch");
    private volatile boolean stopped;

    private RowWatch(Database database, long behind) {
        this.database = database;
        this.behind = behind;
    }

    /** Watches the rows that come from now on. */
    public static RowWatch start(Database database) throws SQLException {
        RowWatch watch = new RowWatch(database, database.number("SELECT COALESCE(max(id), 0) FROM paco_conversations"));
        watch.watcher.setDaemon(true);
        watch.watcher.start();
        return watch;
    }

    /** The number of rows of each conversation. */
    public Map<String, Integer> rows() {
        return new HashMap<>(rows);
    }

    /** For how long a conversation got no row. */
    public Stalls stalls() {
        return stalls;
    }

    @Override
    public void close() {
        stopped = true;
        try {
            watcher.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        while (!stopped) {
            try (Connection connection = database.connect();
                    PreparedStatement count = connection.prepareStatement(COUNT)) {
                count.setLong(1, behind);
                while (!stopped) {
                    look(count);
                    LockSupport.parkNanos(INTERVAL_NANOS);
                }
            } catch (SQLException away) {
                LockSupport.parkNanos(INTERVAL_NANOS);
            }
        }
    }

    private void look(PreparedStatement count) throws SQLException {
        try (ResultSet result = count.executeQuery()) {
            while (result.next()) {
                Integer before = rows.put(result.getString(1), result.getInt(2));
                if (before == null || before != result.getInt(2)) {
                    stalls.progress(result.getString(1));
                }
            }
        }
    }
}
