package dev.paco.console.login;

import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Breaks answers off that outlast their login: live pages and downloads of who was locked out or has logged out meanwhile. */
@Component
final class LastingAnswers {

    private final CheckedSessions sessions;
    private final SessionProperties properties;

    LastingAnswers(CheckedSessions sessions, SessionProperties properties) {
        this.sessions = sessions;
        this.properties = properties;
    }

    /** A filter for the chain of security alone, after all that decides who may. */
    WebFilter filter() {
        return this::filter;
    }

    private Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        // Not by an end that a browser would take for that of a whole file.
        Mono<Void> end = Flux.interval(properties.recheck())
                .onBackpressureDrop()
                .concatMap(tick -> sessions.hasEnded(exchange), 1)
                .filter(Boolean::booleanValue)
                .next()
                .flatMap(ended -> Mono.error(new LoginEndedException()));
        return Mono.firstWithSignal(chain.filter(exchange), end);
    }

    /** Says why an answer was broken off; where from is of no use. */
    private static final class LoginEndedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        LoginEndedException() {
            super("The login that this answer was for has ended", null, false, false);
        }
    }
}
