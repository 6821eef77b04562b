package dev.paco.console.deadletter;

import dev.paco.console.audit.Actor;
import dev.paco.console.job.JobKind;
import dev.paco.console.job.Jobs;
import dev.paco.consumer.operate.OperatorTools;
import dev.paco.consumer.redrive.Act;
import dev.paco.consumer.redrive.Letter;
import dev.paco.consumer.redrive.LetterState;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Begins to redrive or discard letters, by the user's name. */
@Component
final class LetterJobs {

    static final String ONE_RUNS = "Others are being redriven or discarded: wait for the end of that, or cancel it.";

    private final Jobs jobs;
    private final OperatorTools tools;
    private final LetterProperties properties;
    private final Clock clock;

    LetterJobs(Jobs jobs, OperatorTools tools, LetterProperties properties, Clock clock) {
        this.jobs = jobs;
        this.tools = tools;
        this.properties = properties;
        this.clock = clock;
    }

    /** The job; nothing when one runs already. */
    Mono<Long> begin(LetterChoice choice, List<Letter> letters, Actor actor, boolean discard) {
        Map<String, Object> parameters = choice.parameters(discard, letters.size());
        return discard
                ? jobs.begin(
                        JobKind.DISCARD,
                        choice.subject(),
                        parameters,
                        actor,
                        new DiscardWork(
                                tools.letterActs(), letters, act(LetterState.DISCARDED, choice.because(), actor)))
                : jobs.begin(
                        JobKind.REDRIVE,
                        choice.subject(),
                        parameters,
                        actor,
                        new RedriveWork(tools, letters, act(LetterState.REDRIVEN, null, actor), properties.settle()));
    }

    private Act act(LetterState state, @Nullable String because, Actor actor) {
        return new Act(state, 0, because, clock.instant(), actor.username());
    }
}
