package dev.paco.console.deadletter;

import dev.paco.console.audit.Act;
import dev.paco.console.audit.Actor;
import dev.paco.console.audit.AuditLog;
import dev.paco.console.job.JobPage;
import dev.paco.consumer.deadletter.DeadLetterReason;
import dev.paco.consumer.deadletter.LetterId;
import dev.paco.consumer.redrive.DeadLetters;
import dev.paco.consumer.redrive.Letter;
import dev.paco.consumer.redrive.LetterContents;
import dev.paco.consumer.redrive.LetterFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** {@code /dead-letters}: the list, one letter, and acting on them. */
@Controller
class LetterController {

    private static final int PAGE = 50;

    private final LetterShelf shelf;
    private final LetterReader reader;
    private final LetterJobs jobs;
    private final AuditLog audit;
    private final JsonMapper mapper;

    LetterController(LetterShelf shelf, LetterReader reader, LetterJobs jobs, AuditLog audit, JsonMapper mapper) {
        this.shelf = shelf;
        this.reader = reader;
        this.jobs = jobs;
        this.audit = audit;
        this.mapper = mapper;
    }

    @GetMapping("/dead-letters")
    Mono<Rendering> list(ServerWebExchange exchange, @RequestParam Optional<String> after) {
        LetterQuery query = LetterQuery.of(exchange.getRequest().getQueryParams());
        Optional<String> fault = query.fault();
        HttpStatus status = fault.isPresent() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
        return shelf.look().map(found -> page(found, LetterChoice.none(query), after, fault, status));
    }

    private static Rendering page(
            Shelf shelf, LetterChoice choice, Optional<String> after, Optional<String> fault, HttpStatus status) {
        LetterQuery query = choice.query();
        LetterPage page = query.fault().isPresent()
                ? LetterPage.EMPTY
                : shelf.letters()
                        .map(letters -> LetterPage.of(letters, query.filter(), after, PAGE))
                        .orElse(LetterPage.EMPTY);
        Map<String, Integer> open = shelf.open();
        Set<String> reasons = new TreeSet<>(open.keySet());
        Stream.of(DeadLetterReason.values()).map(DeadLetterReason::code).forEach(reasons::add);
        Rendering.Builder<?> rendering = Rendering.view("dead-letters/list")
                .status(status)
                .modelAttribute("shelf", shelf)
                .modelAttribute("known", shelf.letters().isPresent())
                .modelAttribute("open", open)
                .modelAttribute("reasons", reasons)
                .modelAttribute("choice", choice)
                .modelAttribute("query", query)
                .modelAttribute("address", query.address())
                .modelAttribute("page", page)
                .modelAttribute("openMatches", openMatches(shelf, query))
                .modelAttribute("first", after.isEmpty());
        fault.ifPresent(sentence -> rendering.modelAttribute("fault", sentence));
        return rendering.build();
    }

    /** How many letters are acted on when all that match are. */
    private static int openMatches(Shelf shelf, LetterQuery query) {
        return query.fault().isPresent() || !query.showsOpen()
                ? 0
                : shelf.letters()
                        .map(letters -> letters.chosenBy(query.openFilter()).size())
                        .orElse(0);
    }

    @GetMapping("/dead-letters/{id}")
    Mono<Rendering> show(@PathVariable String id, Actor actor) {
        return find(id).flatMap(line -> audit.note(actor, Act.VIEW_LETTER, id, Map.of())
                .then(Mono.defer(() -> reader.contents(line.letter())))
                .map(contents -> Rendering.view("dead-letters/letter")
                        .modelAttribute("view", LetterView.of(line, contents, mapper))
                        .build()));
    }

    @GetMapping("/dead-letters/{id}/value")
    Mono<ResponseEntity<byte[]>> download(@PathVariable String id, Actor actor) {
        return find(id).flatMap(line -> audit.note(actor, Act.VIEW_LETTER, id, Map.of("download", true))
                .then(Mono.defer(() -> reader.contents(line.letter())))
                .map(contents -> file(id, contents)));
    }

    private static ResponseEntity<byte[]> file(String id, LetterContents contents) {
        byte[] value = contents.value();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("letter-" + id + ".bin")
                                .build()
                                .toString())
                .body(value == null ? new byte[0] : value);
    }

    private Mono<LetterPage.Line> find(String name) {
        Optional<LetterId> id = LetterId.of(name);
        if (id.isEmpty()) {
            return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
        }
        LetterFilter filter = new LetterFilter(Set.of(id.get()), Set.of(), null, null, null, null, Set.of());
        return known().flatMap(letters -> Mono.justOrEmpty(
                        letters.chosenBy(filter).stream().findFirst())
                .map(letter -> LetterPage.Line.of(letter, letters))
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))));
    }

    private Mono<DeadLetters> known() {
        return shelf.look()
                .flatMap(found -> Mono.justOrEmpty(found.letters())
                        .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE))));
    }

    @PostMapping("/dead-letters/redrive")
    Mono<Rendering> redrive(ServerWebExchange exchange, Actor actor) {
        return act(exchange, actor, false);
    }

    @PostMapping("/dead-letters/discard")
    Mono<Rendering> discard(ServerWebExchange exchange, Actor actor) {
        return act(exchange, actor, true);
    }

    private Mono<Rendering> act(ServerWebExchange exchange, Actor actor, boolean discard) {
        return Mono.zip(exchange.getFormData().map(LetterChoice::of), shelf.look())
                .flatMap(both -> act(both.getT1(), both.getT2(), actor, discard));
    }

    private Mono<Rendering> act(LetterChoice choice, Shelf found, Actor actor, boolean discard) {
        if (found.letters().isEmpty()) {
            return Mono.error(new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE));
        }
        DeadLetters letters = found.letters().get();
        Optional<String> fault = choice.fault(discard, letters);
        if (fault.isPresent()) {
            return Mono.just(page(found, choice, Optional.empty(), fault, HttpStatus.UNPROCESSABLE_CONTENT));
        }
        List<Letter> chosen = choice.letters(letters);
        if (choice.isToBeConfirmed(discard, chosen.size())) {
            return Mono.just(question(choice, chosen.size(), discard));
        }
        return jobs.begin(choice, chosen, actor, discard)
                .map(JobPage::redirect)
                .switchIfEmpty(Mono.fromSupplier(() ->
                        page(found, choice, Optional.empty(), Optional.of(LetterJobs.ONE_RUNS), HttpStatus.CONFLICT)));
    }

    private static Rendering question(LetterChoice choice, int count, boolean discard) {
        Map<String, String> filter = choice.query().fields();
        filter.remove("state");
        return Rendering.view("dead-letters/confirm")
                .modelAttribute("address", choice.query().address())
                .modelAttribute("choice", choice)
                .modelAttribute("filter", filter)
                .modelAttribute("count", count)
                .modelAttribute("discard", discard)
                .build();
    }
}
