package dev.paco.gateway.auth;

import dev.paco.gateway.auth.AuthAnswers.Acknowledged;
import dev.paco.gateway.auth.AuthAnswers.LoggedIn;
import dev.paco.gateway.auth.AuthResult.Granted;
import dev.paco.gateway.auth.AuthResult.Refused;
import dev.paco.gateway.problem.Problem;
import dev.paco.gateway.problem.ProblemCode;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Decides who gets a token. Thread-safe. */
@Service
final class Login {

    private final ParticipantStore participants;
    private final Tokens tokens;
    private final AuthProperties properties;

    Login(ParticipantStore participants, Tokens tokens, AuthProperties properties) {
        this.participants = participants;
        this.tokens = tokens;
        this.properties = properties;
    }

    /** A token for an active participant, who has acknowledged the disclaimer where that is required. */
    Mono<AuthResult<LoggedIn>> logIn(String researchId) {
        return isActive(researchId)
                .flatMap(active -> active
                        ? hasAcknowledgedWhereRequired(researchId).map(acknowledged -> logIn(researchId, acknowledged))
                        : Mono.just(new Refused<LoggedIn>(notFound())));
    }

    /** Whether there is such a participant and it is active. */
    Mono<Boolean> isActive(String researchId) {
        return participants.find(researchId).map(Participant::active).defaultIfEmpty(false);
    }

    /** Notes that an active participant has acknowledged the disclaimer. */
    Mono<AuthResult<Acknowledged>> acknowledge(String researchId) {
        return participants
                .acknowledge(researchId, properties.disclaimerVersion())
                .<AuthResult<Acknowledged>>map(time -> new Granted<>(Acknowledged.at(time)))
                .defaultIfEmpty(new Refused<>(notFound()));
    }

    /** The participant, active or not; empty when it has gone. */
    Mono<Participant> participant(String researchId) {
        return participants.find(researchId);
    }

    static Problem notFound() {
        return Problem.of(ProblemCode.RESEARCH_ID_NOT_FOUND, "Research ID not found or inactive");
    }

    private AuthResult<LoggedIn> logIn(String researchId, boolean acknowledged) {
        return acknowledged
                ? new Granted<>(LoggedIn.of(researchId, tokens.issue(researchId)))
                : new Refused<>(Problem.of(
                        ProblemCode.DISCLAIMER_NOT_ACKNOWLEDGED, "Must acknowledge disclaimer before logging in"));
    }

    private Mono<Boolean> hasAcknowledgedWhereRequired(String researchId) {
        return properties.requireDisclaimer() ? participants.hasAcknowledged(researchId) : Mono.just(true);
    }
}
