package dev.paco.console.participant;

import dev.paco.console.audit.Act;
import dev.paco.console.audit.Actor;
import dev.paco.console.audit.AuditLog;
import dev.paco.console.participant.Verdict.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Creates participants, one or many: whoever can be is, whatever the others are. */
@Component
final class Creation {

    private final ParticipantStore participants;
    private final AuditLog audit;

    Creation(ParticipantStore participants, AuditLog audit) {
        this.participants = participants;
        this.audit = audit;
    }

    /** Creates those of {@code listed} who can be; what became of each. */
    Mono<List<Verdict>> create(List<ListedParticipant> listed, Actor actor) {
        return participants
                .known(listed.stream()
                        .filter(one -> ParticipantRules.fault(one).isEmpty())
                        .map(ListedParticipant::researchId)
                        .toList())
                .flatMap(known -> {
                    Map<ListedParticipant, Verdict> verdicts = verdicts(listed, known);
                    List<ListedParticipant> others = listed.stream()
                            .filter(one -> !verdicts.containsKey(one))
                            .toList();
                    return create(others, listed.size(), actor)
                            .map(created -> listed.stream()
                                    .map(one -> verdicts.getOrDefault(one, verdict(one, created)))
                                    .toList());
                });
    }

    /** What is clear before anything is done. */
    private static Map<ListedParticipant, Verdict> verdicts(
            List<ListedParticipant> listed, Map<String, Boolean> erasedOfKnown) {
        Map<ListedParticipant, Verdict> verdicts = new HashMap<>();
        Map<String, Long> lines = new HashMap<>();
        for (ListedParticipant one : listed) {
            Long before = lines.putIfAbsent(one.researchId(), one.line());
            Boolean erased = erasedOfKnown.get(one.researchId());
            Optional<String> fault = ParticipantRules.fault(one);
            if (fault.isPresent()) {
                verdicts.put(one, Verdict.refused(one, fault.get()));
            } else if (before != null) {
                verdicts.put(one, Verdict.refused(one, "the research id stands in line " + before + " already"));
            } else if (erased != null) {
                verdicts.put(
                        one,
                        erased
                                ? Verdict.refused(one, "a participant of this research id was erased; choose another")
                                : Verdict.of(one, Outcome.EXISTED));
            }
        }
        return verdicts;
    }

    private Mono<Set<String>> create(List<ListedParticipant> others, int listed, Actor actor) {
        return others.isEmpty()
                ? Mono.just(Set.of())
                : audit.noteEach(
                                actor,
                                Act.CREATE_PARTICIPANTS,
                                others.stream()
                                        .map(ListedParticipant::researchId)
                                        .toList(),
                                Map.of("listed", listed))
                        .then(participants.create(others).collect(HashSet::new, Set::add));
    }

    /** Who was not created has come into being meanwhile. */
    private static Verdict verdict(ListedParticipant one, Set<String> created) {
        return Verdict.of(one, created.contains(one.researchId()) ? Outcome.CREATED : Outcome.EXISTED);
    }
}
