package dev.paco.gateway.admission;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** What of the API needs no token. */
public final class OpenPaths {

    private static final List<PathPattern> LOGIN = Stream.of(
                    "/api/v1/auth/login", "/api/v1/auth/validate-research-id", "/api/v1/auth/acknowledge-disclaimer")
            .map(PathPatternParser.defaultInstance::parse)
            .toList();

    private static final PathPattern WEBHOOKS = PathPatternParser.defaultInstance.parse("/api/v1/webhooks/*");

    private OpenPaths() {}

    /**
     * The way to a token: anybody may call it, and so it is limited by the client's address. Matched as controllers are: what is encoded in a path makes no
     * difference.
     */
    public static boolean isWayToToken(ServerWebExchange exchange) {
        return LOGIN.stream().anyMatch(open -> open.matches(path(exchange)));
    }

    /** Whether its sender is known by a signature, which is not looked for before. */
    public static boolean isSigned(ServerWebExchange exchange) {
        return WEBHOOKS.matches(path(exchange));
    }

    private static PathContainer path(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().pathWithinApplication();
    }
}
