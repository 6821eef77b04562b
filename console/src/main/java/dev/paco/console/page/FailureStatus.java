package dev.paco.console.page;

import dev.paco.consumer.database.SqlState;
import dev.paco.consumer.log.BrokerOutage;
import io.netty.channel.ChannelException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * The status of failures that are nobody's mistake, for all pages: a statement that Postgres gave up is 504; a database or brokers that
 * do not answer, and work that finds no place, are 503; what is too large to be read is 413, and what does not arrive in
 * time 408. All else is left as it is.
 */
@Component
final class FailureStatus implements WebExceptionHandler, Ordered {

    private static final Logger log = LoggerFactory.getLogger(FailureStatus.class);

    /** Before the pages of errors. */
    private static final int ORDER = -2;

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        Optional<HttpStatus> status = failure instanceof ResponseStatusException
                        || exchange.getResponse().isCommitted()
                ? Optional.empty()
                : statusOf(failure);
        status.filter(HttpStatus::is5xxServerError)
                .ifPresent(code -> log.warn(
                        "{} {} is answered {}: {}",
                        exchange.getRequest().getMethod(),
                        exchange.getRequest().getPath(),
                        code.value(),
                        named(failure)));
        return Mono.error(status.<Throwable>map(code -> new ResponseStatusException(code, null, failure))
                .orElse(failure));
    }

    /** The status of {@code failure}; empty when it is a mistake of a client, or of ours. */
    static Optional<HttpStatus> statusOf(Throwable failure) {
        Optional<HttpStatus> ofDatabase = SqlState.of(failure).flatMap(FailureStatus::statusOf);
        if (ofDatabase.isPresent()) {
            return ofDatabase;
        }
        return BrokerOutage.isBehind(failure) ? Optional.of(HttpStatus.SERVICE_UNAVAILABLE) : statusByType(failure);
    }

    private static Optional<HttpStatus> statusOf(SqlState state) {
        if (state.isStatementTimeout()) {
            return Optional.of(HttpStatus.GATEWAY_TIMEOUT);
        }
        return state.isOutage() || state.isLockConflict()
                ? Optional.of(HttpStatus.SERVICE_UNAVAILABLE)
                : Optional.empty();
    }

    private static Optional<HttpStatus> statusByType(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataBufferLimitException) {
                return Optional.of(HttpStatus.CONTENT_TOO_LARGE);
            }
            // What Netty's time-outs of a body have in common.
            if (cause instanceof ChannelException) {
                return Optional.of(HttpStatus.REQUEST_TIMEOUT);
            }
            if (cause instanceof QueryTimeoutException) {
                return Optional.of(HttpStatus.GATEWAY_TIMEOUT);
            }
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransientDataAccessException
                    || cause instanceof TimeoutException
                    || cause instanceof RejectedExecutionException) {
                return Optional.of(HttpStatus.SERVICE_UNAVAILABLE);
            }
        }
        return Optional.empty();
    }

    /** Types and SQLSTATE: messages may quote what was searched for. */
    private static String named(Throwable failure) {
        StringBuilder names = new StringBuilder(failure.getClass().getSimpleName());
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            names.append(" < ").append(cause.getClass().getSimpleName());
        }
        return SqlState.of(failure)
                .map(state -> names + ", SQLSTATE " + state.code())
                .orElse(names.toString());
    }
}
