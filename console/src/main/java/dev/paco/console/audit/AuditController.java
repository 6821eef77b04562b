package dev.paco.console.audit;

import dev.paco.console.csv.CsvLines;
import dev.paco.console.download.Downloads;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who did what. */
@Controller
class AuditController {

    private static final int PAGE = 100;
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=utf-8");
    private static final List<String> ACTS =
            Stream.of(Act.values()).map(Act::wireName).sorted().toList();

    private final AuditStore entries;
    private final AuditLog audit;
    private final Downloads downloads;

    AuditController(AuditStore entries, AuditLog audit, Downloads downloads) {
        this.entries = entries;
        this.audit = audit;
        this.downloads = downloads;
    }

    @GetMapping("/audit")
    Mono<Rendering> audit(AuditQuestion question) {
        AuditFilter filter;
        try {
            filter = question.filter();
        } catch (ResponseStatusException fault) {
            return Mono.just(page(question, List.of())
                    .modelAttribute("fault", String.valueOf(fault.getReason()))
                    .status(fault.getStatusCode())
                    .build());
        }
        return entries.newest(filter, question.start(), PAGE + 1)
                .collectList()
                .map(found -> page(question, found).build());
    }

    private static Rendering.Builder<?> page(AuditQuestion question, List<AuditEntry> found) {
        List<AuditEntry> shown = found.subList(0, Math.min(PAGE, found.size()));
        return Rendering.view("audit/audit")
                .modelAttribute("filter", question.fields())
                .modelAttribute("acts", ACTS)
                .modelAttribute("entries", shown)
                .modelAttribute("newest", question.before() == null)
                .modelAttribute(
                        "older", found.size() > PAGE ? shown.get(PAGE - 1).id() : 0L);
    }

    @GetMapping("/audit/entries.csv")
    Mono<ResponseEntity<Flux<String>>> download(AuditQuestion question, Actor actor) {
        AuditFilter filter = question.filter();
        return downloads
                .begin(audit.note(actor, Act.EXPORT, "audit", question.fields()))
                .map(download -> ResponseEntity.ok()
                        .contentType(CSV)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"paco-audit.csv\"")
                        .body(download.of(Flux.concat(
                                Flux.just(CsvLines.SAFE.line(
                                        List.of("id", "at", "user", "address", "act", "subject", "details"))),
                                entries.all(filter).map(AuditController::line)))));
    }

    private static String line(AuditEntry entry) {
        return CsvLines.SAFE.line(List.of(
                entry.id(),
                entry.at(),
                entry.username(),
                entry.address(),
                entry.act(),
                entry.subject(),
                entry.details()));
    }
}
