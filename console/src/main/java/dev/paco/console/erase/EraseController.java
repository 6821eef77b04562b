package dev.paco.console.erase;

import dev.paco.console.audit.Actor;
import dev.paco.console.job.JobKind;
import dev.paco.console.job.JobPage;
import dev.paco.console.job.Jobs;
import dev.paco.consumer.erase.ErasureRequest;
import dev.paco.consumer.operate.OperatorTools;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * {@code /participants/{researchId}/erase}: counts what would go, and erases once the research id was typed. Whom there is no
 * participant of may have records all the same, so that any id has a page.
 */
@Controller
class EraseController {

    private static final int SHOWN = 5;
    private static final String PARTICIPANT = "participant";
    private static final String ONE_RUNS =
            "A participant is being erased, or counted, already: wait for the end of that.";

    private final Jobs jobs;
    private final OperatorTools tools;
    private final EraseProperties properties;
    private final Clock clock;

    EraseController(Jobs jobs, OperatorTools tools, EraseProperties properties, Clock clock) {
        this.jobs = jobs;
        this.tools = tools;
        this.properties = properties;
        this.clock = clock;
    }

    @GetMapping("/participants/{researchId}/erase")
    Mono<Rendering> show(@PathVariable String researchId) {
        return page(researchId, "", null, HttpStatus.OK);
    }

    /** Counts; changes nothing. */
    @PostMapping("/participants/{researchId}/erase/count")
    Mono<Rendering> count(@PathVariable String researchId, Actor actor) {
        return begin(new ErasureRequest(researchId, true, properties.settle(), false, actor.username()), actor);
    }

    @PostMapping("/participants/{researchId}/erase")
    Mono<Rendering> erase(@PathVariable String researchId, ServerWebExchange exchange, Actor actor) {
        return exchange.getFormData().flatMap(fields -> {
            String typed = typed(fields);
            return typed.equals(researchId)
                    ? begin(
                            new ErasureRequest(
                                    researchId,
                                    false,
                                    properties.settle(),
                                    fields.containsKey("rewriteTables"),
                                    actor.username()),
                            actor)
                    : page(
                            researchId,
                            typed,
                            "Research id: '" + typed + "' is not " + researchId + "; nothing was erased.",
                            HttpStatus.UNPROCESSABLE_CONTENT);
        });
    }

    private static String typed(MultiValueMap<String, String> fields) {
        String typed = fields.getFirst("researchId");
        return typed == null ? "" : typed.strip();
    }

    private Mono<Rendering> begin(ErasureRequest request, Actor actor) {
        Map<String, Object> parameters = Map.of(
                PARTICIPANT,
                request.researchId(),
                "dry_run",
                request.dryRun(),
                "rewrite_tables",
                request.rewriteTables());
        return jobs.begin(JobKind.ERASE, request.researchId(), parameters, actor, new EraseWork(tools, request, clock))
                .map(JobPage::redirect)
                .switchIfEmpty(Mono.defer(() -> page(request.researchId(), "", ONE_RUNS, HttpStatus.CONFLICT)));
    }

    private Mono<Rendering> page(String researchId, String typed, @Nullable String fault, HttpStatus status) {
        return jobs.with(JobKind.ERASE, PARTICIPANT, researchId, SHOWN)
                .map(job -> new JobPage(job, clock.instant()))
                .collectList()
                .map(found -> page(researchId, typed, fault, status, found));
    }

    private Rendering page(
            String researchId, String typed, @Nullable String fault, HttpStatus status, List<JobPage> found) {
        Rendering.Builder<?> page = Rendering.view("erase/erase")
                .status(status)
                .modelAttribute("researchId", researchId)
                .modelAttribute("typed", typed)
                .modelAttribute("settle", properties.settle())
                .modelAttribute("jobs", found);
        found.stream()
                .filter(job -> job.job().isDryRun() && !job.job().result().isEmpty())
                .findFirst()
                .ifPresent(counted -> page.modelAttribute("counted", counted));
        if (fault != null) {
            page.modelAttribute("fault", fault);
        }
        return page.build();
    }
}
