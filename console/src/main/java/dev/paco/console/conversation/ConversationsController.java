package dev.paco.console.conversation;

import dev.paco.console.audit.Act;
import dev.paco.console.audit.Actor;
import dev.paco.console.audit.AuditLog;
import dev.paco.console.filter.FilterProblem;
import dev.paco.console.filter.TypedFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** The list of conversations. */
@Controller
class ConversationsController {

    private static final ConversationPage NOTHING = new ConversationPage(List.of(), null, null, null);

    /** What makes no query: marks alone. */
    private static final FilterProblem NO_WORDS =
            new FilterProblem("text", "Words: there is no word in it that could be searched for.");

    private final ConversationSearch search;
    private final ConversationStore conversations;
    private final IndexProgressStore progress;
    private final AuditLog audit;

    ConversationsController(
            ConversationSearch search, ConversationStore conversations, IndexProgressStore progress, AuditLog audit) {
        this.search = search;
        this.conversations = conversations;
        this.progress = progress;
        this.audit = audit;
    }

    @GetMapping("/conversations")
    Mono<Rendering> list(@RequestParam MultiValueMap<String, String> query, Actor actor) {
        TypedSearch typed = TypedSearch.of(query);
        List<FilterProblem> problems = typed.problems();
        if (!problems.isEmpty()) {
            return page(typed, NOTHING, problems);
        }
        if (typed.text().isEmpty()) {
            return search.page(typed.filter().understood(), null, typed.from(), typed.direction())
                    .flatMap(found -> page(typed, found, List.of()));
        }
        return conversations
                .words(typed.text())
                .flatMap(words -> audit.note(actor, Act.SEARCH, typed.filter().participant(), filtersOf(typed))
                        .then(search.page(typed.filter().understood(), words, typed.from(), typed.direction())))
                .flatMap(found -> page(typed, found, List.of()))
                .switchIfEmpty(Mono.defer(() -> page(typed, NOTHING, List.of(NO_WORDS))));
    }

    /** A link that holds for as long as there are messages, by the names that those have. */
    @GetMapping(
            value = "/conversations",
            params = {"named", "participant", "conversation"})
    Mono<Rendering> named(@RequestParam String participant, @RequestParam String conversation) {
        return conversations
                .numberOf(participant, conversation)
                .map(number -> Rendering.redirectTo("/conversations/" + number).build())
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }

    /** Not the words: what was searched for may be what somebody said. */
    private static Map<String, String> filtersOf(TypedSearch typed) {
        Map<String, String> filters = new LinkedHashMap<>(typed.filter().fields());
        filters.remove("participant");
        return filters;
    }

    private Mono<Rendering> page(TypedSearch typed, ConversationPage found, List<FilterProblem> problems) {
        return progress.read().map(behind -> {
            Rendering.Builder<?> page = Rendering.view("conversation/list")
                    .modelAttribute("typed", typed)
                    .modelAttribute("providers", TypedFilter.PROVIDERS)
                    .modelAttribute("problems", problems)
                    .modelAttribute("page", found)
                    .modelAttribute("behind", behind)
                    .modelAttribute("filtered", !typed.fields().isEmpty())
                    .modelAttribute("newer", typed.link("after", found.newer()))
                    .modelAttribute("older", typed.link("before", found.older()))
                    .modelAttribute(
                            "marked", typed.text().isEmpty() ? "" : TypedFilter.link("", Map.of("text", typed.text())));
            return (problems.isEmpty() ? page : page.status(HttpStatus.UNPROCESSABLE_CONTENT)).build();
        });
    }
}
