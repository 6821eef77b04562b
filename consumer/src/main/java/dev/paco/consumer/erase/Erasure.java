package dev.paco.consumer.erase;

import dev.paco.common.event.ParticipantErased;
import dev.paco.common.topic.PacoTopic;
import dev.paco.consumer.database.AdvisoryLock;
import dev.paco.consumer.database.JdbcConnections;
import dev.paco.consumer.database.SessionLock;
import dev.paco.consumer.erase.ErasureResult.Ended;
import dev.paco.consumer.erase.ErasureResult.Refused;
import dev.paco.consumer.erase.PartitionRewrite.Moved;
import dev.paco.consumer.log.LogClients;
import dev.paco.consumer.progress.Progress;
import dev.paco.consumer.progress.StopSignal;
import dev.paco.consumer.schema.SchemaMigrator;
import dev.paco.consumer.schema.SchemaProperties;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Erases a participant: a tombstone first, which the writers respect from then on; then rows, records and letters. It may
 * be broken off at any time and begun anew. One at a time, and not while the log is replayed.
 */
public final class Erasure {

    private final LogClients log;
    private final JdbcConnections connections;
    private final SchemaMigrator migrator;
    private final SchemaProperties schema;
    private final Progress progress;
    private final StopSignal stop;
    private final Clock clock;

    /**
     * An erasure.
     *
     * @param stop ends it as soon as that leaves nothing half done
     */
    public Erasure(
            LogClients log,
            JdbcConnections connections,
            SchemaMigrator migrator,
            SchemaProperties schema,
            Progress progress,
            StopSignal stop,
            Clock clock) {
        this.log = log;
        this.connections = connections;
        this.migrator = migrator;
        this.schema = schema;
        this.progress = progress;
        this.stop = stop;
        this.clock = clock;
    }

    /** Erases whom {@code request} names. Blocks until that is done. */
    public ErasureResult run(ErasureRequest request) throws SQLException {
        if (!migrator.isUpToDate()) {
            return new Refused("The schema is not at this version; run migrate first.");
        }
        Optional<SessionLock> lock = SessionLock.exclusive(AdvisoryLock.LOG, connections);
        if (lock.isEmpty()) {
            return new Refused("The log is being replayed, or another participant erased. Try again afterwards.");
        }
        SessionLock held = lock.get();
        try (held) {
            return runUnderLock(request);
        }
    }

    private ErasureResult runUnderLock(ErasureRequest request) throws SQLException {
        long start = System.nanoTime();
        ParticipantRows rows = new ParticipantRows(connections, schema, request.researchId());
        OwnRecords owners = new OwnRecords(request.researchId(), rows.conversations());
        TopicScan records = TopicScan.nothing().upToNow(PacoTopic.MESSAGES, owners, log, progress);
        TopicScan letters = TopicScan.nothing().upToNow(PacoTopic.DEAD_LETTERS, owners, log, progress);
        if (records.total() + letters.total() == 0 && !rows.participantExists()) {
            return new Refused(
                    "There is no participant " + request.researchId() + ", nor any record or dead letter of theirs.");
        }
        Map<String, Long> counts = rows.count();
        Progression done = new Progression(counts, records.unknown() + letters.unknown(), start);
        if (request.dryRun()) {
            return new Ended(done.summary(true, true, new Moved(records.total(), 0), new Moved(letters.total(), 0)));
        }
        return new Ended(erase(request, rows, owners, records, letters, done));
    }

    private ErasureSummary erase(
            ErasureRequest request,
            ParticipantRows rows,
            OwnRecords owners,
            TopicScan recordsBefore,
            TopicScan lettersBefore,
            Progression done)
            throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ParticipantErased erased = new ParticipantErased(request.researchId(), now.plus(request.settle()));
        ErasureRecord entry = new ErasureRecord(connections);
        long id = entry.begin(erased, now, request.by());
        rows.delete();
        progress.begins("Waiting for gateways", 0);
        if (stop.isGivenWithin(request.settle())) {
            return done.stopped();
        }
        TopicScan records = recordsBefore.upToNow(PacoTopic.MESSAGES, owners, log, progress);
        Optional<Moved> messages = rewrite(PacoTopic.MESSAGES, records, owners, erased, now);
        if (messages.isEmpty()) {
            return done.stopped();
        }
        // After the writers have been past all records: what they refused of them is there by now.
        TopicScan letters = lettersBefore.upToNow(PacoTopic.DEAD_LETTERS, owners, log, progress);
        Optional<Moved> deadLetters = rewrite(PacoTopic.DEAD_LETTERS, letters, owners, erased, now);
        if (deadLetters.isEmpty()) {
            return done.stopped();
        }
        rows.deleteLate();
        if (request.rewriteTables()) {
            rows.rewriteTables();
        } else {
            rows.vacuum();
        }
        ErasureSummary summary = done.summary(true, false, messages.get(), deadLetters.get());
        entry.complete(id, summary.rows(), summary.records(), summary.letters(), clock.instant());
        return summary;
    }

    private Optional<Moved> rewrite(
            PacoTopic topic, TopicScan scan, OwnRecords owners, ParticipantErased erased, Instant now) {
        TopicRewrite rewrite = new TopicRewrite(topic, owners, log, progress, stop);
        if (!scan.own().isEmpty()) {
            return rewrite.run(scan.own().keySet(), erased, now);
        }
        if (topic.equals(PacoTopic.MESSAGES)) {
            rewrite.announce(erased, now);
        }
        return Optional.of(new Moved(0, 0));
    }

    /** What the summary says of what was found before. */
    private record Progression(Map<String, Long> rows, long unknown, long start) {

        ErasureSummary summary(boolean complete, boolean dryRun, Moved records, Moved letters) {
            return new ErasureSummary(
                    complete,
                    dryRun,
                    rows,
                    records.removed(),
                    records.moved(),
                    letters.removed(),
                    letters.moved(),
                    unknown,
                    Duration.ofNanos(System.nanoTime() - start));
        }

        ErasureSummary stopped() {
            return summary(false, false, new Moved(0, 0), new Moved(0, 0));
        }
    }
}
