package dev.paco.gateway.admission;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Where messages are saved. */
public final class SavePaths {

    public static final String ONE = "/api/v1/chat/save-message";
    public static final String BATCH = "/api/v1/chat/save-messages";

    private static final PathPattern ONE_PATTERN = PathPatternParser.defaultInstance.parse(ONE);
    private static final PathPattern BATCH_PATTERN = PathPatternParser.defaultInstance.parse(BATCH);

    private SavePaths() {}

    /** Whether one message is to be saved. */
    public static boolean isOne(ServerWebExchange exchange) {
        return ONE_PATTERN.matches(exchange.getRequest().getPath().pathWithinApplication());
    }

    /** Whether messages are to be saved. */
    public static boolean isAny(ServerWebExchange exchange) {
        return isOne(exchange)
                || BATCH_PATTERN.matches(exchange.getRequest().getPath().pathWithinApplication());
    }
}
