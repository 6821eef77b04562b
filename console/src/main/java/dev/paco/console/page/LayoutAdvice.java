package dev.paco.console.page;

import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What the layout of every page shows: who is logged in, where they are, where they may go. */
@ControllerAdvice
class LayoutAdvice {

    /** The user's name; empty before a login. */
    @ModelAttribute("username")
    Mono<String> username(ServerWebExchange exchange) {
        return viewer(exchange).map(Viewer::username);
    }

    /** Whether the user may act. */
    @ModelAttribute("operator")
    Mono<Boolean> operator(ServerWebExchange exchange) {
        return viewer(exchange).map(Viewer::operator);
    }

    /** The page to log in is for everybody, so nobody has looked yet who asks for it. */
    private static Mono<Viewer> viewer(ServerWebExchange exchange) {
        return exchange.getPrincipal().then(Mono.fromSupplier(() -> Viewer.of(exchange)));
    }

    /** The first part of the path, which tells the section. */
    @ModelAttribute("section")
    String section(ServerWebExchange exchange) {
        return Layout.section(exchange);
    }

    /** For the hidden field of forms, which Thymeleaf adds by itself. */
    @ModelAttribute("csrf")
    Mono<CsrfToken> csrfToken(ServerWebExchange exchange) {
        return Layout.csrfToken(exchange);
    }
}
