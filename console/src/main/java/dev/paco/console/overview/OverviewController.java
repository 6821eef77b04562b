package dev.paco.console.overview;

import dev.paco.console.audit.Act;
import dev.paco.console.audit.Actor;
import dev.paco.console.audit.AuditLog;
import dev.paco.console.download.Downloads;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The overview, and its numbers as files. */
@Controller
class OverviewController {

    private static final HttpStatusCode UNPROCESSABLE = HttpStatusCode.valueOf(422);
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final int LONGEST = 20;
    private static final int ROWS_OF_CHUNK = 500;

    private final OverviewStore store;
    private final AuditLog audit;
    private final Downloads downloads;
    private final Clock clock;

    OverviewController(OverviewStore store, AuditLog audit, Downloads downloads, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.downloads = downloads;
        this.clock = clock;
    }

    @GetMapping("/")
    Mono<Rendering> page(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String provider) {
        FilterForm form = FilterForm.of(from, to, provider, today());
        if (!form.faults().isEmpty()) {
            return store.providers()
                    .map(providers -> head(form, form.faults(), providers)
                            .status(UNPROCESSABLE)
                            .build());
        }
        return shown(form);
    }

    private Mono<Rendering> shown(FilterForm form) {
        Filter filter = form.filter();
        Mono<List<SizeCount>> sizes = store.sizes(filter).cache();
        Mono<List<LongConversation>> longest =
                sizes.flatMap(found -> store.longest(filter, LONGEST, SizeCount.leastOfLongest(found, LONGEST)));
        return Mono.zip(overview(filter, sizes), longest, store.providers(), store.freshness())
                .map(found -> head(form, List.of(), found.getT3())
                        .modelAttribute("overview", new OverviewPage(found.getT1(), found.getT2()))
                        .modelAttribute("freshness", found.getT4())
                        .modelAttribute("stale", found.getT4().isStale(clock.instant()))
                        .build());
    }

    private Rendering.Builder<?> head(FilterForm form, List<String> faults, List<String> providers) {
        return Rendering.view("overview/overview")
                .modelAttribute("form", form)
                .modelAttribute("faults", faults)
                .modelAttribute("providers", providers)
                .modelAttribute("ranges", Range.all(form, today()));
    }

    @GetMapping("/overview/{name}.csv")
    Mono<ResponseEntity<Flux<String>>> download(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String provider,
            Actor actor) {
        Chart chart = Chart.of(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        FilterForm form = FilterForm.of(from, to, provider, today());
        if (!form.faults().isEmpty()) {
            throw new ResponseStatusException(UNPROCESSABLE, String.join(" ", form.faults()));
        }
        Mono<Void> note = audit.note(
                actor,
                Act.EXPORT,
                "overview/" + name,
                Map.of("from", form.from(), "to", form.to(), "provider", form.provider()));
        return content(chart, form.filter(), note)
                .map(content -> ResponseEntity.ok()
                        .contentType(CSV)
                        .header(HttpHeaders.CONTENT_DISPOSITION, attachment(chart, form.filter()))
                        .body(content));
    }

    /** Once it is noted. Only that of conversations is read from the database while it is taken. */
    private Mono<Flux<String>> content(Chart chart, Filter filter, Mono<Void> note) {
        return chart == Chart.CONVERSATIONS
                ? downloads.begin(note).map(download -> download.of(conversations(filter)))
                : note.thenReturn(overview(filter, store.sizes(filter))
                        .map(overview -> Csv.of(chart, overview))
                        .flux());
    }

    private Flux<String> conversations(Filter filter) {
        return Flux.just(Csv.conversationsHead())
                .concatWith(store.conversations(filter)
                        .map(Csv::conversation)
                        .buffer(ROWS_OF_CHUNK)
                        .map(rows -> String.join("", rows)));
    }

    private static String attachment(Chart chart, Filter filter) {
        String days = filter.isAllTime()
                ? "all"
                : filter.firstDay() + "_" + filter.endDay().minusDays(1);
        return ContentDisposition.attachment()
                .filename("paco-" + chart.path() + "-" + days + ".csv")
                .build()
                .toString();
    }

    private Mono<Overview> overview(Filter filter, Mono<List<SizeCount>> sizes) {
        return Mono.zip(store.days(filter), sizes, store.participants(filter))
                .map(found -> new Overview(filter, found.getT1(), found.getT2(), found.getT3(), today()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
