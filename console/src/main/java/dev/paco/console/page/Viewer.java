package dev.paco.console.page;

import org.springframework.security.core.Authentication;
import org.springframework.web.server.ServerWebExchange;

/**
 * Who looks at a page.
 *
 * @param username empty before a login
 * @param operator whether they may act
 */
public record Viewer(String username, boolean operator) {

    private static final Viewer NOBODY = new Viewer("", false);
    private static final String OPERATOR = "ROLE_OPERATOR";
    private static final String ATTRIBUTE = Viewer.class.getName();

    private static Viewer of(Authentication login) {
        return new Viewer(
                login.getName(),
                login.getAuthorities().stream().anyMatch(authority -> OPERATOR.equals(authority.getAuthority())));
    }

    /** Keeps whose request this is, also for the pages of errors, which are made outside of what Spring Security sees. */
    public static void remember(ServerWebExchange exchange, Authentication login) {
        exchange.getAttributes().put(ATTRIBUTE, of(login));
    }

    /** Who was remembered; a viewer without a name when nobody was. */
    static Viewer of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(ATTRIBUTE, NOBODY);
    }
}
