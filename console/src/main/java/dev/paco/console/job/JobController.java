package dev.paco.console.job;

import dev.paco.console.audit.Act;
import dev.paco.console.audit.Actor;
import dev.paco.console.audit.AuditLog;
import java.time.Clock;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /jobs/{id}}: how far a job is, and what came of it. */
@Controller
class JobController {

    private final Jobs jobs;
    private final AuditLog audit;
    private final Clock clock;

    JobController(Jobs jobs, AuditLog audit, Clock clock) {
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/jobs/{id}")
    Mono<Rendering> show(@PathVariable long id) {
        return page(id).map(page ->
                Rendering.view("job/job").modelAttribute("page", page).build());
    }

    /** The part of the page that changes; when there is nothing more to come, the page is loaded once more. */
    @GetMapping("/jobs/{id}/part")
    Mono<Rendering> part(@PathVariable long id, ServerWebExchange exchange) {
        return page(id).map(page -> {
            if (!page.job().isRunning()) {
                exchange.getResponse().getHeaders().set("HX-Refresh", "true");
            }
            return Rendering.view("job/part :: live")
                    .modelAttribute("page", page)
                    .build();
        });
    }

    @PostMapping("/jobs/{id}/cancel")
    Mono<Rendering> cancel(@PathVariable long id, Actor actor) {
        return page(id).flatMap(page -> audit.note(
                                actor,
                                Act.CANCEL_JOB,
                                Long.toString(id),
                                Map.of("kind", page.job().kind().wireName()))
                        .then(Mono.defer(() -> jobs.cancel(id)))
                        .flatMap(runs -> runs
                                ? Mono.just(true)
                                : audit.noteRefused(actor, Act.CANCEL_JOB, Long.toString(id), "it had ended")
                                        .thenReturn(false)))
                .map(cancelled -> JobPage.redirect(id));
    }

    private Mono<JobPage> page(long id) {
        return jobs.find(id)
                .map(job -> new JobPage(job, clock.instant()))
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }
}
