package dev.paco.gateway.save;

import dev.paco.common.trace.Traceparent;
import dev.paco.gateway.admission.Caller;
import dev.paco.gateway.confirm.ConfirmationProperties;
import dev.paco.gateway.connection.Bodies;
import dev.paco.gateway.connection.EventLoops;
import dev.paco.gateway.problem.Problem;
import dev.paco.gateway.problem.ProblemResponses;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Takes one message. Needs the log, not the database. Thread-safe. */
@Component
final class SaveHandler {

    private final SaveMessageParser parser;
    private final SaveMessage saving;
    private final ConfirmationProperties waiting;
    private final Bodies bodies;
    private final EventLoops eventLoops;
    private final ProblemResponses problems;
    private final ObjectWriter json;

    SaveHandler(
            SaveMessageParser parser,
            SaveMessage saving,
            ConfirmationProperties waiting,
            Bodies bodies,
            EventLoops eventLoops,
            ProblemResponses problems,
            JsonMapper json) {
        this.parser = parser;
        this.saving = saving;
        this.waiting = waiting;
        this.bodies = bodies;
        this.eventLoops = eventLoops;
        this.problems = problems;
        this.json = json.writerFor(SaveAnswer.class);
    }

    Mono<ServerResponse> save(ServerRequest request) {
        ServerWebExchange exchange = request.exchange();
        HttpHeaders headers = exchange.getRequest().getHeaders();
        if (!is(MediaType.APPLICATION_JSON, headers)) {
            return Mono.error(new UnsupportedMediaTypeStatusException("", List.of(MediaType.APPLICATION_JSON)));
        }
        Caller caller = Objects.requireNonNull(Caller.of(exchange), "admitted without a token");
        return bodies.read(exchange, body -> save(caller, headers, body, eventLoops.of(exchange)));
    }

    private Mono<ServerResponse> save(Caller caller, HttpHeaders headers, byte[] body, Scheduler eventLoop) {
        Preference preference = Preference.of(headers);
        Duration wait = preference.waitOr(waiting.patience(), waiting.maxWait());
        return parser.parse(
                caller,
                headers,
                body,
                event -> saving.save(event, traceparent(headers), wait)
                        .publishOn(eventLoop)
                        .flatMap(result -> result.fold(
                                saved -> answer(
                                        HttpStatus.OK,
                                        preference.applied(false, waiting.maxWait()),
                                        null,
                                        SaveAnswer.saved(saved.messageId(), saved.timestamp())),
                                accepted -> answer(
                                        HttpStatus.ACCEPTED,
                                        preference.applied(true, waiting.maxWait()),
                                        location(accepted.messageKey()),
                                        SaveAnswer.accepted(accepted.timestamp())),
                                refused -> refusal(refused.problem()))),
                this::refusal);
    }

    private Mono<ServerResponse> refusal(Problem problem) {
        return ServerResponse.status(problem.code().status())
                .build((exchange, context) -> problems.write(exchange.getResponse(), problem));
    }

    private Mono<ServerResponse> answer(
            HttpStatus status, @Nullable String applied, @Nullable String location, SaveAnswer answer) {
        byte[] body = json.writeValueAsBytes(answer);
        return ServerResponse.status(status).build((exchange, context) -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
            headers.setContentLength(body.length);
            if (applied != null) {
                headers.set("Preference-Applied", applied);
            }
            if (location != null) {
                headers.set(HttpHeaders.LOCATION, location);
            }
            return exchange.getResponse()
                    .writeWith(Mono.just(exchange.getResponse().bufferFactory().wrap(body)));
        });
    }

    /** Where to ask for the row of a message that is on the log. */
    static String location(UUID messageKey) {
        return "/api/v1/chat/messages/" + messageKey;
    }

    /** Whether a body is of {@code type}, which is told at a glance when it is spelt as usual. */
    static boolean is(MediaType type, HttpHeaders headers) {
        if (type.toString().equals(headers.getFirst(HttpHeaders.CONTENT_TYPE))) {
            return true;
        }
        try {
            MediaType given = headers.getContentType();
            return given != null && type.includes(given);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /** The caller's trace context if there is a well-formed one. */
    static @Nullable Traceparent traceparent(HttpHeaders headers) {
        return Traceparent.parse(headers.getFirst("traceparent")).orElse(null);
    }
}
