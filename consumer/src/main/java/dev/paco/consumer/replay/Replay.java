package dev.paco.consumer.replay;

import dev.paco.common.topic.PacoTopic;
import dev.paco.consumer.database.AdvisoryLock;
import dev.paco.consumer.database.DatabaseProperties;
import dev.paco.consumer.database.SessionLock;
import dev.paco.consumer.log.LogClients;
import dev.paco.consumer.log.LogReader;
import dev.paco.consumer.log.LogSpans;
import dev.paco.consumer.log.Reading;
import dev.paco.consumer.log.WriterGroup;
import dev.paco.consumer.progress.Progress;
import dev.paco.consumer.progress.StopSignal;
import dev.paco.consumer.replay.ReplayResult.Ended;
import dev.paco.consumer.replay.ReplayResult.Refused;
import dev.paco.consumer.write.WriterProperties;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Reads what is on the log, up to where it ends now, and writes it once more. What is there already is a duplicate. The
 * writer's group is not touched, no letter is published and nothing confirmed.
 */
public final class Replay {

    private static final int MAX_PROBE_RECORDS = 1;
    private static final int MAX_PROBE_BYTES = 1;

    private final LogClients log;
    private final ReplayTarget target;
    private final WriterProperties writing;
    private final DatabaseProperties database;
    private final Progress progress;
    private final StopSignal stop;

    /**
     * A replay.
     *
     * @param stop ends it after the batches at hand; it can be resumed then
     */
    public Replay(
            LogClients log,
            ReplayTarget target,
            WriterProperties writing,
            DatabaseProperties database,
            Progress progress,
            StopSignal stop) {
        this.log = log;
        this.target = target;
        this.writing = writing;
        this.database = database;
        this.progress = progress;
        this.stop = stop;
    }

    /** Replays what {@code request} asks for. Blocks until that is done, an outage however long included. */
    public ReplayResult run(ReplayRequest request) throws SQLException {
        return run(request, () -> {});
    }

    /**
     * The same.
     *
     * @param completion comes after the last record, and again when it fails and the replay is resumed
     */
    public ReplayResult run(ReplayRequest request, Completion completion) throws SQLException {
        if (!target.migrator().isUpToDate()) {
            return new Refused("The schema is not at this version; run migrate first.");
        }
        Optional<SessionLock> lock = SessionLock.shared(AdvisoryLock.LOG, target.connections());
        if (lock.isEmpty()) {
            return new Refused("The log is being rewritten: a participant is being erased. Replay it afterwards.");
        }
        SessionLock held = lock.get();
        try (held) {
            return runUnderLock(request, completion);
        }
    }

    private ReplayResult runUnderLock(ReplayRequest request, Completion completion) throws SQLException {
        try (Admin admin = log.admin()) {
            boolean writerRunning = target.live() && new WriterGroup(admin).hasMembers();
            if (writerRunning && !request.dryRun() && isEmpty()) {
                return new Refused("paco_conversations is empty and a writer runs: rows of one conversation could get"
                        + " their ids in another order than on the log; stop the writers first.");
            }
            ReplayMemory memory = new ReplayMemory(admin, request.memoryName(target.name()));
            Optional<Map<Integer, Reading>> readings = readings(request, memory);
            return readings.isEmpty()
                    ? new Refused("There is nothing to resume: no replay with these arguments was broken off.")
                    : new Ended(replay(request, memory, readings.get(), writerRunning, completion));
        }
    }

    private boolean isEmpty() throws SQLException {
        return TableState.isEmpty(target.connections());
    }

    private Optional<Map<Integer, Reading>> readings(ReplayRequest request, ReplayMemory memory) {
        if (request.resume()) {
            return Optional.of(memory.load()).filter(rest -> !rest.isEmpty());
        }
        try (Consumer<byte[], byte[]> consumer = log.consumer(MAX_PROBE_RECORDS, MAX_PROBE_BYTES)) {
            return Optional.of(LogSpans.of(consumer, PacoTopic.MESSAGES.name(), request.partitions())
                    .between(request.from(), request.to()));
        }
    }

    private ReplaySummary replay(
            ReplayRequest request,
            ReplayMemory memory,
            Map<Integer, Reading> readings,
            boolean writerRunning,
            Completion completion)
            throws SQLException {
        long start = System.nanoTime();
        Remaining remaining = new Remaining(readings, memory, request.dryRun(), progress);
        remaining.save();
        progress.begins(
                request.dryRun() ? "Replaying (dry run)" : "Replaying",
                readings.values().stream().mapToLong(Reading::left).sum());
        ReplayCounts counts = new ReplayCounts();
        PlannedRows planned = new PlannedRows();
        RecordFilter filter = RecordFilter.of(request);
        new ReplayThreads(writing.concurrency(), remaining)
                .run(share -> new SpanReplay(
                        reader(share),
                        settlement(request, planned),
                        filter,
                        counts,
                        remaining::note,
                        stop,
                        progress,
                        writing));
        if (remaining.isNothing()) {
            completion.run();
            remaining.forget();
        }
        return new ReplaySummary(
                remaining.isNothing(),
                request.dryRun(),
                counts.read(),
                counts.outcomes(),
                counts.reasons(),
                writerRunning,
                Duration.ofNanos(System.nanoTime() - start));
    }

    private LogReader reader(Map<Integer, Reading> share) {
        return new LogReader(
                log.consumer(
                        writing.batchSize(), Math.toIntExact(writing.fetchSize().toBytes())),
                PacoTopic.MESSAGES.name(),
                share);
    }

    private Settlement settlement(ReplayRequest request, PlannedRows planned) {
        return request.dryRun()
                ? new DryRun(target.connections(), database.statementTimeout(), planned)
                : new BlockingSettlement(target.writer(), writing.timeout());
    }

    /** What completes a replay; may come more than once. */
    public interface Completion {
        void run() throws SQLException;
    }
}
