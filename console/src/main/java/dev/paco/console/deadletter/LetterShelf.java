package dev.paco.console.deadletter;

import dev.paco.console.job.JobPosition;
import dev.paco.console.job.JobProgress;
import dev.paco.consumer.operate.FailureText;
import dev.paco.consumer.operate.OperatorTools;
import dev.paco.consumer.redrive.DeadLetters;
import dev.paco.consumer.redrive.LetterIndex;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Holds the newest letters for all pages, and looks at the topic for those that came since, on a thread of its own. */
@Component
public final class LetterShelf implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(LetterShelf.class);

    private final LetterIndex index;
    private final LetterProperties properties;
    private final Clock clock;
    private final JobProgress progress;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread reader = new Thread(work, "paco-letters");
        reader.setDaemon(true);
        return reader;
    });
    private @Nullable CompletableFuture<Shelf> looking;
    private volatile Shelf last = Shelf.UNKNOWN;

    LetterShelf(OperatorTools tools, LetterProperties properties, Clock clock) {
        this.index = new LetterIndex(tools.log(), tools.letterActs(), properties.kept());
        this.properties = properties;
        this.clock = clock;
        this.progress = new JobProgress(clock);
    }

    /** The letters as they are now; as they were, with the reason why, when the brokers take too long. */
    public Mono<Shelf> look() {
        return Mono.fromFuture(this::begun, true).timeout(properties.patience(), Mono.fromSupplier(this::meanwhile));
    }

    /** As they were last. */
    public Shelf last() {
        return last;
    }

    private synchronized CompletableFuture<Shelf> begun() {
        if (looking == null || looking.isDone()) {
            looking = CompletableFuture.supplyAsync(this::read, thread);
        }
        return looking;
    }

    private Shelf read() {
        try {
            DeadLetters now = index.look(progress);
            last = new Shelf(Optional.of(now), clock.instant(), index.leftOut(), null);
        } catch (SQLException | RuntimeException outage) {
            log.debug("Dead letters cannot be read: {}", FailureText.of(outage));
            last = last.but("The brokers or the database do not answer.");
        }
        return last;
    }

    private Shelf meanwhile() {
        JobPosition at = progress.position();
        boolean reads = at.total() > 0 && at.done() < at.total();
        return last.but(
                reads
                        ? "Dead letters are being read: " + at.percent() + " % of the topic until now."
                        : "The brokers do not answer.");
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
