package dev.paco.console.deadletter;

import dev.paco.console.job.JobProgress;
import dev.paco.consumer.log.LogRewrittenException;
import dev.paco.consumer.operate.OperatorTools;
import dev.paco.consumer.redrive.DeadLetters;
import dev.paco.consumer.redrive.Letter;
import dev.paco.consumer.redrive.LetterContents;
import java.time.Clock;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads what is in a letter. */
@Component
final class LetterReader {

    private final OperatorTools tools;
    private final LetterProperties properties;
    private final Clock clock;

    LetterReader(OperatorTools tools, LetterProperties properties, Clock clock) {
        this.tools = tools;
        this.properties = properties;
        this.clock = clock;
    }

    /** 404 when it was erased meanwhile, 503 when the brokers do not answer. */
    Mono<LetterContents> contents(Letter letter) {
        return Mono.fromCallable(() -> DeadLetters.contents(letter, tools.log(), new JobProgress(clock)))
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(properties.patience())
                .onErrorMap(TimeoutException.class, late -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE))
                .onErrorMap(LogRewrittenException.class, gone -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
