package dev.paco.console.participant;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Looks at participants. */
@Controller
class ParticipantsController {

    private static final int PAGE = 50;
    private static final List<String> STATES =
            Stream.of(ParticipantState.values()).map(ParticipantState::wireName).toList();

    private final ParticipantStore participants;
    private final ParticipantPage page;

    ParticipantsController(ParticipantStore participants, ParticipantPage page) {
        this.participants = participants;
        this.page = page;
    }

    /**
     * What the form asks for, as typed.
     *
     * @param after the last research id of the page before
     */
    record Question(
            @Nullable String prefix,
            @Nullable String state,
            @Nullable String after) {

        String start() {
            return text(prefix).strip();
        }

        String chosen() {
            return ParticipantState.of(text(state))
                    .map(ParticipantState::wireName)
                    .orElse("");
        }

        String previous() {
            return text(after);
        }

        /** No id holds U+0000, which Postgres would refuse. */
        private static String text(@Nullable String field) {
            return field == null ? "" : field.replace("\0", "");
        }
    }

    @GetMapping("/participants")
    Mono<Rendering> list(Question question) {
        return participants
                .page(question.start(), question.chosen(), question.previous(), PAGE + 1)
                .collectList()
                .map(found -> {
                    List<Participant> shown = found.subList(0, Math.min(PAGE, found.size()));
                    return Rendering.view("participant/participants")
                            .modelAttribute("participants", shown)
                            .modelAttribute("states", STATES)
                            .modelAttribute("prefix", question.start())
                            .modelAttribute("state", question.chosen())
                            .modelAttribute("first", question.previous().isEmpty())
                            .modelAttribute(
                                    "next",
                                    found.size() > PAGE ? shown.get(PAGE - 1).researchId() : "")
                            .build();
                });
    }

    @GetMapping("/participants/{researchId}")
    Mono<Rendering> participant(@PathVariable String researchId) {
        return participants
                .find(researchId)
                .flatMap(found -> page.of(found, HttpStatus.OK, "", found.notes()))
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }
}
