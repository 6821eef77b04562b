package dev.paco.console.export;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.paco.console.download.Downloads;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The exports that run, and for an hour what became of them. */
@Component
class ExportRuns {

    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int MOST_REMEMBERED = 1_000;

    private final Cache<String, ExportRun> byToken = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterAccess(REMEMBERED)
            .build();
    private final Downloads downloads;

    ExportRuns(Downloads downloads) {
        this.downloads = downloads;
    }

    /** An export that may begin; fails with 503 while there are as many downloads as there may be at once. */
    Mono<ExportRun> begin(String username, String token) {
        return downloads.begin().map(download -> {
            ExportRun run = new ExportRun(username, download);
            if (!token.isEmpty()) {
                byToken.put(token, run);
            }
            return run;
        });
    }

    /** How far the user's export of that token is. */
    ExportProgress progress(String username, String token) {
        ExportRun run = byToken.getIfPresent(token);
        return run == null || !run.isOf(username) ? ExportProgress.NOT_BEGUN : run.progress();
    }
}
