package dev.paco.console.participant;

import dev.paco.console.audit.Act;
import dev.paco.console.audit.Actor;
import dev.paco.console.audit.AuditLog;
import dev.paco.console.csv.CsvLines;
import dev.paco.console.page.SeeOther;
import dev.paco.console.participant.Verdict.Outcome;
import dev.paco.console.random.RandomCode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.Part;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/** Creates participants: one, a number of them, or those of a list. */
@Controller
class AddController {

    private static final String RESULT = "created-participants";
    private static final String GENERATED_START = "P-";
    private static final int GENERATED_GROUPS = 2;
    private static final int MOST_GENERATED = 1000;
    private static final int MOST_SHOWN = 1000;
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=utf-8");

    private final Creation creation;
    private final RandomCode codes;
    private final AuditLog audit;

    AddController(Creation creation, RandomCode codes, AuditLog audit) {
        this.creation = creation;
        this.codes = codes;
        this.audit = audit;
    }

    /** The fields of the two small forms. */
    record Fields(
            @Nullable String researchId,
            @Nullable String notes,
            @Nullable String count) {

        static Fields empty() {
            return new Fields(null, null, null);
        }

        ListedParticipant participant(long line, String id) {
            return new ListedParticipant(
                    line, id, notes == null ? "" : notes.strip().replace("\r\n", "\n"));
        }

        String id() {
            return researchId == null ? "" : researchId.strip();
        }

        /** Names nobody: research ids open accounts. */
        @Override
        public String toString() {
            return "Fields[]";
        }
    }

    @GetMapping("/participants/add")
    Rendering add() {
        return form(HttpStatus.OK, "", "", Fields.empty(), "");
    }

    private static Rendering form(HttpStatus status, String part, String fault, Fields typed, String list) {
        return Rendering.view("participant/add")
                .status(status)
                .modelAttribute("part", part)
                .modelAttribute("fault", fault)
                .modelAttribute("typed", typed)
                .modelAttribute("list", list)
                .modelAttribute("mostGenerated", MOST_GENERATED)
                .modelAttribute("mostListed", ParticipantList.MOST)
                .modelAttribute("longestNotes", ParticipantRules.LONGEST_NOTES)
                .build();
    }

    private static Rendering refused(String part, String fault, Fields typed, String list) {
        return form(HttpStatus.UNPROCESSABLE_CONTENT, part, fault, typed, list);
    }

    @PostMapping("/participants/add/one")
    Mono<Rendering> addOne(Fields fields, Actor actor) {
        ListedParticipant wanted = fields.participant(1, fields.id().isEmpty() ? generated() : fields.id());
        return creation.create(List.of(wanted), actor)
                .map(verdicts -> verdicts.get(0))
                .map(verdict -> verdict.outcome() == Outcome.CREATED
                        ? SeeOther.at(ParticipantPage.address(verdict.researchId()) + "?created")
                        : refused("one", sentence(verdict), fields, ""));
    }

    private static String sentence(Verdict verdict) {
        return verdict.outcome() == Outcome.EXISTED
                ? "There is a participant " + verdict.researchId() + " already."
                : "Not created: " + verdict.reason() + ".";
    }

    private String generated() {
        return GENERATED_START + codes.ofGroups(GENERATED_GROUPS);
    }

    @PostMapping("/participants/add/generated")
    Mono<Rendering> addGenerated(Fields fields, Actor actor, WebSession session) {
        int count = count(fields.count());
        return count == 0
                ? Mono.just(refused(
                        "generated", "How many has to be a number from 1 to " + MOST_GENERATED + ".", fields, ""))
                : create(
                        LongStream.rangeClosed(1, count)
                                .mapToObj(line -> fields.participant(line, generated()))
                                .toList(),
                        actor,
                        session);
    }

    /** 0 for what is no such number. */
    private static int count(@Nullable String typed) {
        try {
            int count = typed == null ? 0 : Integer.parseInt(typed.strip());
            return count <= MOST_GENERATED ? Math.max(0, count) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @PostMapping("/participants/add/list")
    Mono<Rendering> addList(ServerWebExchange exchange, Actor actor, WebSession session) {
        return exchange.getMultipartData()
                .flatMap(AddController::list)
                .flatMap(text -> {
                    try {
                        List<ListedParticipant> listed = new ParticipantList(this::generated).read(text);
                        return listed.isEmpty()
                                ? Mono.just(refused("list", "The list is empty.", Fields.empty(), text))
                                : create(listed, actor, session);
                    } catch (UnreadableListException e) {
                        return Mono.just(refused("list", String.valueOf(e.getMessage()), Fields.empty(), text));
                    }
                })
                .onErrorResume(
                        UnreadableListException.class,
                        e -> Mono.just(refused("list", String.valueOf(e.getMessage()), Fields.empty(), "")));
    }

    /** The file, or else what was typed. */
    private static Mono<String> list(MultiValueMap<String, Part> parts) {
        return ListUpload.text(parts.getFirst("file"))
                .filter(text -> !text.isBlank())
                .switchIfEmpty(Mono.defer(() -> ListUpload.text(parts.getFirst("list"))))
                .defaultIfEmpty("");
    }

    private Mono<Rendering> create(List<ListedParticipant> listed, Actor actor, WebSession session) {
        return creation.create(listed, actor)
                .doOnNext(verdicts -> session.getAttributes().put(RESULT, verdicts))
                .thenReturn(SeeOther.at("/participants/add/result"));
    }

    @GetMapping("/participants/add/result")
    Rendering result(WebSession session) {
        List<Verdict> verdicts = verdicts(session);
        return Rendering.view("participant/result")
                .modelAttribute(
                        "counts",
                        verdicts.stream()
                                .map(verdict -> verdict.outcome().wireName())
                                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
                .modelAttribute("verdicts", verdicts.subList(0, Math.min(MOST_SHOWN, verdicts.size())))
                .modelAttribute("more", Math.max(0, verdicts.size() - MOST_SHOWN))
                .build();
    }

    @GetMapping("/participants/add/result.csv")
    Mono<ResponseEntity<String>> download(WebSession session, Actor actor) {
        List<Verdict> verdicts = verdicts(session);
        return audit.note(actor, Act.EXPORT, "participants/add/result", Map.of("rows", verdicts.size()))
                .thenReturn(file(verdicts));
    }

    private static ResponseEntity<String> file(List<Verdict> verdicts) {
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"paco-participants.csv\"")
                .body(CsvLines.SAFE.line(List.of("line", "research_id", "result", "reason"))
                        + verdicts.stream()
                                .map(verdict -> CsvLines.SAFE.line(List.of(
                                        verdict.line(),
                                        verdict.researchId(),
                                        verdict.outcome().wireName(),
                                        verdict.reason())))
                                .collect(Collectors.joining()));
    }

    private static List<Verdict> verdicts(WebSession session) {
        List<Verdict> verdicts = session.getAttribute(RESULT);
        if (verdicts == null) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "The result of a list is kept as long as you are logged in.");
        }
        return verdicts;
    }
}
