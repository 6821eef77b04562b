package dev.paco.gateway.admission;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * Who a request is from, as its token says.
 *
 * @param researchId the participant
 * @param loginId the login that gave the token, its {@code jti}; null when that is missing or no UUID
 */
public record Caller(String researchId, @Nullable UUID loginId) {

    /** The attribute of the request with its caller, for {@code @RequestAttribute}; there is none without a valid token. */
    public static final String ATTRIBUTE = "paco.caller";

    /** Who the token says; null for a request that needed none. */
    public static @Nullable Caller of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    /** Notes who a token that was verified says. */
    public static void set(ServerWebExchange exchange, Caller caller) {
        exchange.getAttributes().put(ATTRIBUTE, caller);
    }
}
