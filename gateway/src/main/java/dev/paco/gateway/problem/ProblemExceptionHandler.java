package dev.paco.gateway.problem;

import dev.paco.common.log.LoggedFailure;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/** Turns whatever escapes the controllers into a problem document; only a fault of ours is logged with its trace. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProblemExceptionHandler implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemExceptionHandler.class);

    private final ProblemResponses responses;

    ProblemExceptionHandler(ProblemResponses responses) {
        this.responses = responses;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            // Nobody is left to read it, but meters count the status.
            exchange.getResponse().setStatusCode(HttpStatus.BAD_REQUEST);
            return Mono.empty();
        }
        Problem problem = problemOf(failure);
        if (problem.code() == ProblemCode.INTERNAL_ERROR) {
            log.error("{} failed", exchange.getRequest().getMethod(), LoggedFailure.of(failure));
        }
        if (failure instanceof MethodNotAllowedException notAllowed) {
            allow(exchange, notAllowed.getSupportedMethods());
        }
        return responses.write(exchange.getResponse(), problem);
    }

    private static void allow(ServerWebExchange exchange, Set<HttpMethod> methods) {
        exchange.getResponse().getHeaders().setAllow(methods);
    }

    private static Problem problemOf(Throwable failure) {
        if (failure instanceof DatabaseUnreachableException) {
            return Problem.of(ProblemCode.DATABASE_UNREACHABLE, "The database cannot be reached; try again shortly");
        }
        if (hasCause(failure, GatewayFullException.class)) {
            return Problem.of(ProblemCode.GATEWAY_FULL, "The gateway has its hands full; try again shortly");
        }
        if (hasCause(failure, DataBufferLimitException.class)) {
            return Problem.of(ProblemCode.BODY_TOO_LARGE, "The body is larger than is accepted here");
        }
        return failure instanceof ResponseStatusException status ? problemOf(status.getStatusCode()) : internalError();
    }

    private static Problem problemOf(HttpStatusCode status) {
        return switch (status.value()) {
            case 400 -> Problem.of(ProblemCode.MALFORMED_REQUEST, "The request has no body or cannot be read");
            case 404 -> Problem.of(ProblemCode.NOT_FOUND, "There is nothing at this path");
            case 405 -> Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "This path does not take this method");
            case 406 -> Problem.of(ProblemCode.NOT_ACCEPTABLE, "Answers are application/json");
            case 413 -> Problem.of(ProblemCode.BODY_TOO_LARGE, "The body is larger than is accepted here");
            case 415 -> Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json");
            default -> internalError();
        };
    }

    private static Problem internalError() {
        return Problem.of(ProblemCode.INTERNAL_ERROR, "Something went wrong on our side");
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
