package dev.paco.console.participant;

import dev.paco.console.audit.AuditFilter;
import dev.paco.console.audit.AuditStore;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** The page of one participant, with what happened to them. */
@Component
final class ParticipantPage {

    private static final int MOST_ENTRIES = 50;

    private final ParticipantStore participants;
    private final AuditStore audit;

    ParticipantPage(ParticipantStore participants, AuditStore audit) {
        this.participants = participants;
        this.audit = audit;
    }

    /** Where the page is. */
    static String address(String researchId) {
        return UriComponentsBuilder.fromPath("/participants/{researchId}")
                .encode()
                .buildAndExpand(researchId)
                .toUriString();
    }

    /**
     * The page.
     *
     * @param fault what is wrong with what was sent; empty for nothing
     * @param notes to be changed, as typed
     */
    Mono<Rendering> of(Participant participant, HttpStatus status, String fault, String notes) {
        return Mono.zip(
                        participants.erasures(participant.researchId()).collectList(),
                        audit.newest(AuditFilter.about(participant.researchId()), AuditStore.NEWEST, MOST_ENTRIES)
                                .collectList())
                .map(history -> Rendering.view("participant/participant")
                        .status(status)
                        .modelAttribute("participant", participant)
                        .modelAttribute("erasures", history.getT1())
                        .modelAttribute("entries", history.getT2())
                        .modelAttribute("longestNotes", ParticipantRules.LONGEST_NOTES)
                        .modelAttribute("fault", fault)
                        .modelAttribute("notes", notes)
                        .build());
    }
}
