package dev.paco.gateway.auth;

import dev.paco.gateway.problem.ProblemCode;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Accepts a verified token of a participant that is not known to be deactivated; reads no database. */
@Component
final class TokenAuthenticationManager implements ReactiveAuthenticationManager {

    private final Tokens tokens;
    private final DeactivatedParticipants deactivated;

    TokenAuthenticationManager(Tokens tokens, DeactivatedParticipants deactivated) {
        this.tokens = tokens;
        this.deactivated = deactivated;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication authentication) {
        return Mono.fromSupplier(() -> verified(((BearerToken) authentication).getCredentials()));
    }

    private Authentication verified(String value) {
        VerifiedToken token = tokens.verify(value);
        if (deactivated.contains(token.researchId())) {
            throw new RefusedTokenException(ProblemCode.PARTICIPANT_DEACTIVATED);
        }
        return BearerToken.of(token);
    }
}
