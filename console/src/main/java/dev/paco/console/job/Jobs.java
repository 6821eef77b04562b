package dev.paco.console.job;

import dev.paco.common.log.LoggedFailure;
import dev.paco.console.audit.Actor;
import dev.paco.console.audit.AuditLog;
import dev.paco.consumer.operate.FailureText;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Runs jobs, each on a thread of its own, and writes every second where they are. When the console stops, they are asked to end, and
 * waited for; those of a console that died are found by others, or by itself when it starts again.
 */
@Component
public final class Jobs implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Jobs.class);
    private static final String ANOTHER_RUNS = "another one runs";
    private static final String BROKEN = "The console could not go on with it; its log says why.";
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int TELL_SECONDS = 1;
    private static final int SWEEP_SECONDS = 10;
    private static final Duration STATEMENT = Duration.ofSeconds(5);
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final Retry UNTIL_WRITTEN =
            Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(250)).maxBackoff(Duration.ofSeconds(5));

    private final UUID owner = UUID.randomUUID();
    private final Map<Long, RunningJob> running = new ConcurrentHashMap<>();
    private final JobStore store;
    private final AuditLog audit;
    private final Clock clock;
    private @Nullable ExecutorService threads;
    private @Nullable ScheduledExecutorService timer;
    private volatile boolean stopping;

    Jobs(JobStore store, AuditLog audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Notes what a user wants done and begins it; the job's id, nothing when one of the kind runs already, which is noted, too.
     *
     * @param subject what it is about, as the audit has it
     * @param parameters with what, for the record
     */
    public Mono<Long> begin(JobKind kind, String subject, Map<String, Object> parameters, Actor actor, JobWork work) {
        return audit.note(actor, kind.act(), subject, parameters)
                .then(Mono.defer(() -> begin(kind, parameters, actor.username(), work)))
                .switchIfEmpty(Mono.defer(() -> audit.noteRefused(actor, kind.act(), subject, ANOTHER_RUNS)
                        .then(Mono.empty())));
    }

    /** Begins a job that nobody notes; its id, nothing when one of the kind runs already. */
    Mono<Long> begin(JobKind kind, Map<String, Object> parameters, String startedBy, JobWork work) {
        return store.interruptSilent(owner, SILENCE)
                .then(Mono.defer(() -> store.begin(kind, parameters, startedBy, clock.instant(), owner)))
                .doOnNext(id -> run(new RunningJob(id, clock), kind, work));
    }

    private synchronized void run(RunningJob job, JobKind kind, JobWork work) {
        running.put(job.id(), job);
        if (threads == null) {
            job.stop().give();
            end(job, new JobEnd(JobState.INTERRUPTED, Map.of()));
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        }
        log.info("Job {} begins: {}", job.id(), kind.wireName());
        threads.execute(() -> {
            try {
                end(job, work(job, work));
            } catch (Error e) {
                log.error("Job {} has failed", job.id(), LoggedFailure.of(e));
                end(job, JobEnd.failed(BROKEN));
                throw e;
            }
        });
    }

    private static JobEnd work(RunningJob job, JobWork work) {
        try (JobProgress progress = job.progress()) {
            return work.run(progress, job.stop());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return JobEnd.failed("It was interrupted.");
        } catch (Exception e) {
            String sentence = FailureText.of(e);
            log.warn("Job {} has failed: {}", job.id(), sentence);
            return JobEnd.failed(sentence);
        }
    }

    private void end(RunningJob job, JobEnd end) {
        boolean byNoUser = stopping || job.isLost();
        JobEnd told = byNoUser && job.stop().isGiven() ? end.interrupted() : end;
        log.info("Job {} has ended: {}", job.id(), told.state().wireName());
        store.end(job.id(), job.progress().position(), told, clock.instant())
                .timeout(STATEMENT)
                .retryWhen(UNTIL_WRITTEN)
                .doFinally(signal -> {
                    running.remove(job.id());
                    job.ended().countDown();
                })
                .subscribe();
    }

    /** A job as it is now. */
    public Mono<Job> find(long id) {
        return store.find(id).map(this::now);
    }

    /** The jobs of a kind before {@code id}, newest first. */
    public Flux<Job> before(JobKind kind, long id, int limit) {
        return store.before(kind, id, limit).map(this::now);
    }

    /** The newest jobs of a kind of which a parameter is {@code value}. */
    public Flux<Job> with(JobKind kind, String parameter, String value, int limit) {
        return store.with(kind, parameter, value, limit).map(this::now);
    }

    private Job now(Job job) {
        RunningJob own = running.get(job.id());
        return own == null || !job.isRunning()
                ? job
                : job.at(own.progress().position(), own.stop().isGiven());
    }

    /** Asks a job to stop, whichever console runs it; false when it does not run. */
    public Mono<Boolean> cancel(long id) {
        return store.askToStop(id).doOnNext(runs -> {
            RunningJob own = running.get(id);
            if (runs && own != null) {
                own.stop().give();
            }
        });
    }

    @Override
    public synchronized void start() {
        stopping = false;
        threads = Executors.newCachedThreadPool(work -> new Thread(work, "paco-job"));
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "paco-job-timer");
            thread.setDaemon(true);
            return thread;
        });
        var telling = started.scheduleWithFixedDelay(this::tell, TELL_SECONDS, TELL_SECONDS, TimeUnit.SECONDS);
        var sweeping = started.scheduleWithFixedDelay(this::sweep, 0, SWEEP_SECONDS, TimeUnit.SECONDS);
        log.debug("Telling {} and sweeping {}", telling, sweeping);
        timer = started;
    }

    private void tell() {
        running.values().stream()
                .filter(job -> job.beingTold().compareAndSet(false, true))
                .forEach(job -> store.tell(job.id(), job.progress().position())
                        .timeout(STATEMENT)
                        .doFinally(signal -> job.beingTold().set(false))
                        .subscribe(
                                order -> obey(order, job),
                                outage -> log.debug("Where job {} is could not be written", job.id(), outage)));
    }

    private static void obey(JobStore.Order order, RunningJob job) {
        switch (order) {
            case GO_ON -> {}
            case STOP -> job.stop().give();
            case NOT_YOURS -> job.lose();
        }
    }

    private void sweep() {
        store.interruptSilent(owner, SILENCE)
                .timeout(STATEMENT)
                .subscribe(
                        found -> {
                            if (found > 0) {
                                log.info("Jobs of a console that died: {}", found);
                            }
                        },
                        outage -> log.debug("Jobs of other consoles could not be looked at", outage));
    }

    @Override
    public void stop() {
        ExecutorService ending;
        synchronized (this) {
            stopping = true;
            ending = threads;
            threads = null;
        }
        running.values().forEach(job -> job.stop().give());
        long deadline = System.nanoTime() + STOP.toNanos();
        for (RunningJob job : running.values()) {
            if (!isEndedBy(deadline, job)) {
                log.warn("Job {} did not end in time", job.id());
            }
        }
        if (ending != null) {
            ending.shutdownNow();
        }
        synchronized (this) {
            if (timer != null) {
                timer.shutdownNow();
                timer = null;
            }
        }
    }

    private static boolean isEndedBy(long deadline, RunningJob job) {
        try {
            return job.ended().await(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return threads != null;
    }
}
