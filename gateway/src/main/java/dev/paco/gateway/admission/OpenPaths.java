package dev.paco.gateway.admission;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** What of the API anybody may call: the way to a token, and nothing else. It is limited by the client's address instead. */
public final class OpenPaths {

    private static final List<PathPattern> OPEN = Stream.of(
                    "/api/v1/auth/login", "/api/v1/auth/validate-research-id", "/api/v1/auth/acknowledge-disclaimer")
            .map(PathPatternParser.defaultInstance::parse)
            .toList();

    private OpenPaths() {}

    /** Matched as controllers are: what is encoded in a path makes no difference. */
    public static boolean isOpen(ServerWebExchange exchange) {
        return OPEN.stream()
                .anyMatch(open -> open.matches(exchange.getRequest().getPath().pathWithinApplication()));
    }
}
