package dev.paco.console.pipeline;

import dev.paco.console.deadletter.LetterShelf;
import dev.paco.console.deadletter.Shelf;
import dev.paco.consumer.log.LogClients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Looks at the pipeline all the time, once for all who watch, and keeps the last hour. Begins without waiting for anything; what does not
 * answer is told as that.
 */
@Component
final class PipelineSampler implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PipelineSampler.class);
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final int HOUR = 360;
    /** Clients of brokers that are away wait longer than whoever looks at the page. */
    private static final Duration LOG_VALID = Duration.ofSeconds(3);

    private static final Duration LETTERS = Duration.ofSeconds(10);

    private final PolledSource<LogReading> logSource;
    private final PolledSource<List<InstanceReading>> instances;
    private final PolledSource<String> database;
    private final PolledSource<Map<String, Integer>> letters;
    private final Duration poll;
    private final Clock clock;
    private final Window window = new Window();
    private final Deque<Figures.Step> hour = new ArrayDeque<>();
    private final Sinks.Many<Live> watched = Sinks.many().replay().latest();
    private final Sinks.Empty<Void> ended = Sinks.empty();
    private volatile Live live;
    private @Nullable ScheduledExecutorService timer;

    PipelineSampler(
            PipelineProperties properties, LogClients clients, PipelineStore store, LetterShelf shelf, Clock clock) {
        this.clock = clock;
        this.poll = properties.poll();
        Duration valid = properties.poll().plus(properties.timeout());
        LogSource brokers = new LogSource(clients, clock);
        this.logSource =
                new PolledSource<>("log", brokers, poll.dividedBy(2), LOG_VALID, clock).whenStopped(brokers::close);
        this.instances =
                new PolledSource<>("instances", new Instances(properties)::read, poll, valid.plus(poll), clock);
        this.database =
                new PolledSource<>("database", () -> answer(store.version(), properties.timeout()), poll, valid, clock);
        this.letters = new PolledSource<>("letters", () -> open(shelf), LETTERS, LETTERS.multipliedBy(3), clock);
        this.live = Live.of(figures(clock.instant()), List.of(), true);
    }

    private static <T> T answer(Mono<T> question, Duration timeout) throws Exception {
        return question.toFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Map<String, Integer> open(LetterShelf shelf) throws Exception {
        Shelf found = answer(shelf.look(), LETTERS);
        if (found.letters().isEmpty()) {
            throw new IllegalStateException(found.trouble());
        }
        return found.open();
    }

    /** How the pipeline is now. */
    Live now() {
        return live;
    }

    /** How it is from now on, the present first; ends with the console. */
    Flux<Live> watch() {
        return watched.asFlux().onBackpressureLatest().takeUntilOther(ended.asMono());
    }

    /** Completes with the console. */
    Mono<Void> ended() {
        return ended.asMono();
    }

    @Override
    public synchronized void start() {
        List.of(logSource, instances, database, letters).forEach(PolledSource::start);
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "paco-pipeline");
            thread.setDaemon(true);
            return thread;
        });
        var ticking = started.scheduleAtFixedRate(this::tick, 0, poll.toMillis(), TimeUnit.MILLISECONDS);
        log.debug("Looking at the pipeline: {}", ticking);
        timer = started;
    }

    private void tick() {
        try {
            Instant now = clock.instant();
            window.add(now, logSource.answer(), instances.answer().orElse(List.of()));
            Figures figures = figures(now);
            boolean step = hour.isEmpty()
                    || !hour.getLast().at().plus(STEP).minus(poll.dividedBy(2)).isAfter(now);
            if (step) {
                hour.add(figures.step());
                if (hour.size() > HOUR) {
                    hour.removeFirst();
                }
            }
            live = Live.of(figures, List.copyOf(hour), step);
            watched.emitNext(live, Sinks.EmitFailureHandler.FAIL_FAST);
        } catch (RuntimeException bug) {
            // A timer that has thrown is never called again.
            log.error("The pipeline cannot be looked at", bug);
        }
    }

    private Figures figures(Instant now) {
        Optional<LogReading> reading = logSource.answer();
        List<InstanceReading> found = instances.answer().orElse(List.of());
        boolean first = window.isEmpty();
        return new Figures(
                now,
                reading,
                reading.isEmpty() ? OptionalDouble.empty() : window.rate(LogReading::end),
                reading.isEmpty() ? OptionalDouble.empty() : window.rate(LogReading::committed),
                first ? Histogram.EMPTY : window.counted().latency(),
                first ? Map.of() : window.rates(),
                found.stream()
                        .flatMap(instance -> instance.counted().stream())
                        .reduce(WriterReading.NOTHING, WriterReading::plus)
                        .outcomes(),
                found,
                database.answer(),
                letters.answer());
    }

    @Override
    public synchronized void stop() {
        List.of(logSource, instances, database, letters).forEach(PolledSource::stop);
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
        ended.tryEmitEmpty();
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
