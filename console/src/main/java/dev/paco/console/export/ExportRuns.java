package dev.paco.console.export;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The exports that run, a few at once, and for an hour what became of them. */
@Component
class ExportRuns {

    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int MOST_REMEMBERED = 1_000;

    /** By then a browser that asked for a file has begun to take it, or is gone. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final List<ExportRun> active = new ArrayList<>();
    private final Cache<String, ExportRun> byToken = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterAccess(REMEMBERED)
            .build();
    private final ExportProperties properties;
    private final Clock clock;

    ExportRuns(ExportProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** An export that may begin; empty while there are as many as there may be at once. */
    synchronized Optional<ExportRun> begin(String username, String token) {
        Instant now = clock.instant();
        active.removeIf(run -> run.progress().state().isOver() || run.isWaitingSinceBefore(now.minus(LONGEST_WAIT)));
        if (active.size() >= properties.atOnce()) {
            return Optional.empty();
        }
        ExportRun run = new ExportRun(username, now);
        active.add(run);
        if (!token.isEmpty()) {
            byToken.put(token, run);
        }
        return Optional.of(run);
    }

    /** How far the user's export of that token is. */
    ExportProgress progress(String username, String token) {
        ExportRun run = byToken.getIfPresent(token);
        return run == null || !run.isOf(username) ? ExportProgress.NOT_BEGUN : run.progress();
    }
}
