package dev.paco.console.participant;

import dev.paco.console.audit.Act;
import dev.paco.console.audit.Actor;
import dev.paco.console.audit.AuditLog;
import dev.paco.console.page.SeeOther;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Lets a participant in, keeps them out, and keeps notes of them. Gateways hear of it within ten seconds. */
@Controller
class ParticipantActsController {

    private static final String ERASED =
            "This participant was erased, and stays so: what they said up to then is left out by"
                    + " writers and replays, and whoever restores a backup erases anew what else there is. Who comes back to the study"
                    + " gets another research id.";

    private final ParticipantStore participants;
    private final ParticipantPage page;
    private final AuditLog audit;

    ParticipantActsController(ParticipantStore participants, ParticipantPage page, AuditLog audit) {
        this.participants = participants;
        this.page = page;
        this.audit = audit;
    }

    @PostMapping("/participants/{researchId}/activate")
    Mono<Rendering> activate(@PathVariable String researchId, Actor actor) {
        return known(
                researchId,
                found -> audit.note(actor, Act.ACTIVATE_PARTICIPANT, found.researchId(), Map.of())
                        .then(participants.activate(found.id()))
                        .flatMap(activated -> activated ? toPage(found, "activated") : erased(found)));
    }

    @PostMapping("/participants/{researchId}/deactivate")
    Mono<Rendering> deactivate(@PathVariable String researchId, Actor actor) {
        return known(
                researchId,
                found -> audit.note(actor, Act.DEACTIVATE_PARTICIPANT, found.researchId(), Map.of())
                        .then(participants.deactivate(found.id()))
                        .then(toPage(found, "deactivated")));
    }

    @PostMapping("/participants/{researchId}/notes")
    Mono<Rendering> changeNotes(@PathVariable String researchId, Actor actor, ServerWebExchange exchange) {
        return exchange.getFormData().flatMap(form -> {
            String typed = form.getFirst("notes");
            String notes = typed == null ? "" : typed.strip().replace("\r\n", "\n");
            Optional<String> fault = ParticipantRules.faultOfNotes(notes);
            return known(
                    researchId,
                    found -> fault.isPresent()
                            ? page.of(found, HttpStatus.UNPROCESSABLE_CONTENT, sentence(fault.get()), notes)
                            : audit.note(actor, Act.CHANGE_NOTES, found.researchId(), Map.of())
                                    .then(participants.changeNotes(found.id(), notes))
                                    .then(toPage(found, "noted")));
        });
    }

    /** Does {@code act} with a participant who is there and not erased. */
    private Mono<Rendering> known(String researchId, Function<Participant, Mono<Rendering>> act) {
        return participants
                .find(researchId)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)))
                .flatMap(found -> found.erased() ? erased(found) : act.apply(found));
    }

    private Mono<Rendering> erased(Participant participant) {
        return page.of(participant, HttpStatus.CONFLICT, ERASED, participant.notes());
    }

    private static Mono<Rendering> toPage(Participant participant, String done) {
        return Mono.just(SeeOther.at(ParticipantPage.address(participant.researchId()) + "?" + done));
    }

    private static String sentence(String fault) {
        return Character.toUpperCase(fault.charAt(0)) + fault.substring(1) + ".";
    }
}
