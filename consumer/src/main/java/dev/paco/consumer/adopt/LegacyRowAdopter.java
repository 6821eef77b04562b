package dev.paco.consumer.adopt;

import dev.paco.consumer.database.AdvisoryLock;
import dev.paco.consumer.database.JdbcConnections;
import dev.paco.consumer.database.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;

/**
 * Gives rows that the Python backend wrote the key that an event with the same message has: lowest id first; a later
 * copy stays without and is remembered. Works in batches, each a short transaction of its own, so that nobody waits for
 * its row locks for long. Any number of processes may try at once; one of them works.
 */
@Component
public final class LegacyRowAdopter {

    // Below Postgres' deadlock_timeout of 1 s: in a deadlock with the legacy writer it is this side that gives way.
    private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '500ms'";

    private static final int RETRIES = 10;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final JdbcConnections connections;
    private final int batchSize;
    private final RetryTemplate retries = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(RETRIES)
            .delay(PAUSE)
            .jitter(PAUSE)
            .multiplier(2)
            .maxDelay(LONGEST_PAUSE)
            .predicate(LegacyRowAdopter::isWorthAnotherTry)
            .build());

    public LegacyRowAdopter(JdbcConnections connections, AdoptProperties properties) {
        this.connections = connections;
        this.batchSize = properties.batchSize();
    }

    /**
     * Examines every row that has no key and was never examined.
     *
     * @throws SQLException when the database cannot be reached, or a row stays locked by others; what was adopted until
     *     then stays adopted
     */
    public Adoption adoptAll() throws SQLException {
        try (Connection connection = connections.open()) {
            connection.setAutoCommit(false);
            Adoption total = Adoption.NONE;
            Batch batch = new Batch(Adoption.NONE, 0, true);
            while (batch.more() && !Thread.currentThread().isInterrupted()) {
                batch = nextAfter(batch.lastId(), connection);
                total = total.plus(batch.adoption());
            }
            return batch.more() ? total.plus(Adoption.LEFT_TO_LATER) : total;
        }
    }

    private Batch nextAfter(long lastId, Connection connection) throws SQLException {
        try {
            return retries.execute(() -> inTransaction(lastId, connection));
        } catch (RetryException exhausted) {
            if (exhausted.getLastException() instanceof SQLException failure) {
                throw failure;
            }
            throw new IllegalStateException(exhausted.getLastException());
        }
    }

    private static boolean isWorthAnotherTry(Throwable failure) {
        return SqlState.of(failure)
                .filter(state -> state.isOvertaken() || state.isLockConflict())
                .isPresent();
    }

    private Batch inTransaction(long lastId, Connection connection) throws SQLException {
        try {
            Batch batch = adoptAfter(lastId, connection);
            connection.commit();
            return batch;
        } catch (SQLException failure) {
            connection.rollback();
            throw failure;
        }
    }

    private Batch adoptAfter(long lastId, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(LOCK_TIMEOUT);
        }
        LegacyRows legacyRows = new LegacyRows(connection);
        if (!AdvisoryLock.ADOPTION.tryForTransaction(connection) || !legacyRows.canBeIdentified()) {
            return new Batch(Adoption.LEFT_TO_LATER, lastId, false);
        }
        List<LegacyRow> rows = legacyRows.next(lastId, batchSize);
        if (rows.isEmpty()) {
            return new Batch(Adoption.NONE, lastId, false);
        }
        Map<Integer, UUID> keys = Verdict.keys(rows);
        List<Verdict> verdicts = Verdict.over(rows, keys, legacyRows.holders(keys.values()));
        legacyRows.carryOut(verdicts);
        return new Batch(Verdict.count(verdicts), rows.get(rows.size() - 1).id(), rows.size() == batchSize);
    }

    private record Batch(Adoption adoption, long lastId, boolean more) {}
}
