package dev.paco.console.page;

import dev.paco.common.log.LoggedFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.webflux.autoconfigure.error.DefaultErrorWebExceptionHandler;
import org.springframework.boot.webflux.error.ErrorAttributes;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Answers failures: to browsers a page in the layout, to all others, parts of pages among them, JSON. Neither tells more than the
 * status, and the reason where one of our own controllers gives it.
 */
@Component
@Order(-1)
class ErrorPages extends DefaultErrorWebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=utf-8");

    ErrorPages(
            ErrorAttributes attributes,
            WebProperties properties,
            ObjectProvider<ViewResolver> views,
            ServerCodecConfigurer codecs,
            ApplicationContext context) {
        super(attributes, properties.getResources(), properties.getError(), context);
        setViewResolvers(views.orderedStream().toList());
        setMessageWriters(codecs.getWriters());
        setMessageReaders(codecs.getReaders());
    }

    @Override
    protected Mono<ServerResponse> renderErrorView(ServerRequest request) {
        ServerWebExchange exchange = request.exchange();
        Viewer viewer = Viewer.of(exchange);
        Map<String, Object> model = new LinkedHashMap<>(
                getErrorAttributes(request, getErrorAttributeOptions(request, MediaType.TEXT_HTML)));
        int status = getHttpStatus(model);
        model.put("reason", reason(getError(request)));
        model.put("operator", viewer.operator());
        model.put("section", Layout.section(exchange));
        return Layout.csrfToken(exchange)
                .map(token -> viewer.username())
                // Without a token the layout's own form could not be sent.
                .defaultIfEmpty("")
                .flatMap(username -> {
                    model.put("username", username);
                    return ServerResponse.status(status).contentType(HTML).render("error/error", model);
                });
    }

    /** Not of subclasses: their reasons are Spring's, not written for people. */
    private static String reason(@Nullable Throwable failure) {
        if (failure == null || failure.getClass() != ResponseStatusException.class) {
            return "";
        }
        String reason = ((ResponseStatusException) failure).getReason();
        return reason == null ? "" : reason;
    }

    /** Without the query, which may say what was searched for. */
    @Override
    protected void logError(ServerRequest request, ServerResponse response, Throwable failure) {
        if (response.statusCode().isSameCodeAs(HttpStatus.INTERNAL_SERVER_ERROR)) {
            log.error(
                    "{}{} {} failed",
                    request.exchange().getLogPrefix(),
                    request.method(),
                    request.requestPath(),
                    LoggedFailure.of(failure));
        }
    }
}
