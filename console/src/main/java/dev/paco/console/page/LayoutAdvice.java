package dev.paco.console.page;

import java.security.Principal;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.reactive.result.view.CsrfRequestDataValueProcessor;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What the layout of every page shows: who is logged in, where they are, where they may go. */
@ControllerAdvice
class LayoutAdvice {

    private static final String OPERATOR = "ROLE_OPERATOR";

    /** The user's name; empty before a login. */
    @ModelAttribute("username")
    Mono<String> username(ServerWebExchange exchange) {
        return exchange.getPrincipal().map(Principal::getName).defaultIfEmpty("");
    }

    /** Whether the user may act. */
    @ModelAttribute("operator")
    Mono<Boolean> operator(ServerWebExchange exchange) {
        return exchange.getPrincipal()
                .map(principal -> principal instanceof Authentication login
                        && login.getAuthorities().stream()
                                .anyMatch(authority -> OPERATOR.equals(authority.getAuthority())))
                .defaultIfEmpty(false);
    }

    /** The first part of the path, which tells the section. */
    @ModelAttribute("section")
    String section(ServerWebExchange exchange) {
        List<String> parts =
                List.of(exchange.getRequest().getPath().value().substring(1).split("/"));
        return "/" + parts.get(0);
    }

    /** For the hidden field of forms, which Thymeleaf adds by itself. */
    @ModelAttribute("csrf")
    Mono<CsrfToken> csrfToken(ServerWebExchange exchange) {
        Mono<CsrfToken> token = exchange.getAttribute(CsrfToken.class.getName());
        return token == null
                ? Mono.empty()
                : token.doOnSuccess(found ->
                        exchange.getAttributes().put(CsrfRequestDataValueProcessor.DEFAULT_CSRF_ATTR_NAME, found));
    }
}
