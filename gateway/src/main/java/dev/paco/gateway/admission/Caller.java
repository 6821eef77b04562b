package dev.paco.gateway.admission;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** Who a request is from, as its token says. */
public final class Caller {

    /** The attribute of the request with the research id, for {@code @RequestAttribute}; there is none without a valid token. */
    public static final String ATTRIBUTE = "paco.caller";

    private Caller() {}

    /** The research id of the token; null for a request that needed none. */
    public static @Nullable String of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    /** Notes the research id of a token that was verified. */
    public static void set(ServerWebExchange exchange, String researchId) {
        exchange.getAttributes().put(ATTRIBUTE, researchId);
    }
}
