package dev.paco.console.download;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** The downloads that run: a few at once, as each takes a connection that pages need as well. */
@Component
public class Downloads {

    private static final String TOO_MANY =
            "As many downloads are running as may at once. Nothing was begun; try again in a minute.";

    /** By then a browser that asked for a file has begun to take it, or is gone. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final List<Download> active = new ArrayList<>();
    private final DownloadProperties properties;
    private final Clock clock;

    Downloads(DownloadProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** One that may begin; fails with 503 while there are as many as there may be at once. */
    public Mono<Download> begin() {
        return Mono.defer(() -> Mono.justOrEmpty(place()))
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, TOO_MANY)));
    }

    /** The same, once it is noted; what cannot be noted does not begin. */
    public Mono<Download> begin(Mono<Void> note) {
        return begin().flatMap(download -> note.doOnError(failure -> download.over())
                .doOnCancel(download::over)
                .thenReturn(download));
    }

    private synchronized Optional<Download> place() {
        Instant now = clock.instant();
        active.removeIf(download -> download.isOver() || download.isWaitingSinceBefore(now.minus(LONGEST_WAIT)));
        if (active.size() >= properties.atOnce()) {
            return Optional.empty();
        }
        Download download = new Download(now, properties.stalledAfter());
        active.add(download);
        return Optional.of(download);
    }
}
