package dev.paco.console.replay;

import dev.paco.common.topic.PacoTopic;
import dev.paco.console.audit.Actor;
import dev.paco.console.job.JobKind;
import dev.paco.console.job.JobPage;
import dev.paco.console.job.Jobs;
import dev.paco.consumer.operate.OperatorTools;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /replay}: starts replays, and tells of those that were. */
@Controller
class ReplayController {

    private static final int PAGE = 20;
    private static final String ONE_RUNS = "A replay runs already: wait for its end, or cancel it.";

    private final Jobs jobs;
    private final OperatorTools tools;
    private final Clock clock;

    ReplayController(Jobs jobs, OperatorTools tools, Clock clock) {
        this.jobs = jobs;
        this.tools = tools;
        this.clock = clock;
    }

    @GetMapping("/replay")
    Mono<Rendering> show(@RequestParam(required = false) @Nullable Long before) {
        return page(ReplayForm.EMPTY, null, before == null ? Long.MAX_VALUE : before, HttpStatus.OK);
    }

    @PostMapping("/replay")
    Mono<Rendering> start(ServerWebExchange exchange, Actor actor) {
        return exchange.getFormData()
                .map(ReplayForm::of)
                .flatMap(form -> form.fault()
                        .map(fault -> page(form, fault, Long.MAX_VALUE, HttpStatus.UNPROCESSABLE_CONTENT))
                        .orElseGet(() -> start(form, actor)));
    }

    private Mono<Rendering> start(ReplayForm form, Actor actor) {
        return jobs.begin(JobKind.REPLAY, "", form.parameters(), actor, new ReplayWork(tools, form.request()))
                .map(JobPage::redirect)
                .switchIfEmpty(Mono.defer(() -> page(form, ONE_RUNS, Long.MAX_VALUE, HttpStatus.CONFLICT)));
    }

    private Mono<Rendering> page(ReplayForm form, @Nullable String fault, long before, HttpStatus status) {
        return jobs.before(JobKind.REPLAY, before, PAGE + 1)
                .map(job -> new JobPage(job, clock.instant()))
                .collectList()
                .map(found -> {
                    List<JobPage> shown = found.subList(0, Math.min(PAGE, found.size()));
                    Rendering.Builder<?> page = Rendering.view("replay/replay")
                            .status(status)
                            .modelAttribute("form", form)
                            .modelAttribute("partitions", PacoTopic.MESSAGES.partitions())
                            .modelAttribute("replays", shown)
                            .modelAttribute("first", before == Long.MAX_VALUE);
                    if (fault != null) {
                        page.modelAttribute("fault", fault);
                    }
                    if (found.size() > PAGE) {
                        page.modelAttribute(
                                "next", shown.get(shown.size() - 1).job().id());
                    }
                    return page.build();
                });
    }
}
