package dev.paco.gateway.save;

import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.MessageSource;
import dev.paco.common.trace.Traceparent;
import dev.paco.gateway.admission.Caller;
import dev.paco.gateway.confirm.ConfirmationProperties;
import dev.paco.gateway.connection.Bodies;
import dev.paco.gateway.connection.EventLoops;
import dev.paco.gateway.json.JsonBody;
import dev.paco.gateway.json.JsonFields;
import dev.paco.gateway.limit.RateLimits;
import dev.paco.gateway.problem.FieldFault;
import dev.paco.gateway.problem.Problem;
import dev.paco.gateway.problem.ProblemCode;
import dev.paco.gateway.problem.ProblemResponses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Takes many messages at once, each judged on its own. They get on the log in their order, so that a conversation's stay in it. Needs the log, not the
 * database. Thread-safe.
 */
@Component
final class SaveBatchHandler {

    /** One request's share: what a gateway has on its way is bounded for all of them together. */
    static final int MOST = 500;

    private static final int LARGEST = 2 * 1024 * 1024;
    private static final String MESSAGES = "messages";

    private final SaveMessageParser parser;
    private final JsonBody json;
    private final SaveMessage saving;
    private final ConfirmationProperties waiting;
    private final RateLimits limits;
    private final Bodies bodies;
    private final EventLoops eventLoops;
    private final ProblemResponses problems;

    SaveBatchHandler(
            SaveMessageParser parser,
            JsonBody json,
            SaveMessage saving,
            ConfirmationProperties waiting,
            RateLimits limits,
            Bodies bodies,
            EventLoops eventLoops,
            ProblemResponses problems) {
        this.parser = parser;
        this.json = json;
        this.saving = saving;
        this.waiting = waiting;
        this.limits = limits;
        this.bodies = bodies;
        this.eventLoops = eventLoops;
        this.problems = problems;
    }

    Mono<ServerResponse> save(ServerRequest request) {
        ServerWebExchange exchange = request.exchange();
        HttpHeaders headers = exchange.getRequest().getHeaders();
        boolean lines = SaveHandler.is(MediaType.APPLICATION_NDJSON, headers);
        if (!lines && !SaveHandler.is(MediaType.APPLICATION_JSON, headers)) {
            return Mono.error(new UnsupportedMediaTypeStatusException(
                    "", List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_NDJSON)));
        }
        Caller caller = Objects.requireNonNull(Caller.of(exchange), "admitted without a token");
        Scheduler eventLoop = eventLoops.of(exchange);
        return bodies.read(
                exchange,
                LARGEST,
                body -> lines
                        ? saveLines(caller, headers, body, eventLoop)
                        : json.readArray(
                                headers,
                                body,
                                MESSAGES,
                                SaveMessageParser.FIELDS,
                                MOST,
                                (index, fields) -> item(caller, headers, index, fields),
                                Item::refused,
                                (items, count) -> save(caller, headers, items, count, eventLoop),
                                this::refusal));
    }

    private Mono<ServerResponse> saveLines(Caller caller, HttpHeaders headers, byte[] body, Scheduler eventLoop) {
        if (!JsonBody.isPlainUtf8(headers)) {
            return Mono.error(new UnsupportedMediaTypeStatusException("", List.of(MediaType.APPLICATION_NDJSON)));
        }
        List<Item> items = new ArrayList<>();
        int count = 0;
        for (byte[] line : Lines.of(body)) {
            if (count < MOST) {
                int index = count;
                items.add(json.readLine(
                        line,
                        SaveMessageParser.FIELDS,
                        fields -> item(caller, headers, index, fields),
                        problem -> Item.refused(index, problem)));
            }
            count++;
        }
        return save(caller, headers, items, count, eventLoop);
    }

    /** A header is for the whole request: each message's key is made of it and the message's place. */
    private Item item(Caller caller, HttpHeaders headers, int index, JsonFields fields) {
        return parser.judge(
                caller,
                headers.getFirst(SaveMessageParser.IDEMPOTENCY_KEY_HEADER),
                ":" + index,
                MessageSource.BATCH,
                fields,
                Item::valid,
                problem -> Item.refused(index, problem));
    }

    private Mono<ServerResponse> save(
            Caller caller, HttpHeaders headers, List<Item> items, int count, Scheduler eventLoop) {
        if (count == 0 || count > MOST) {
            return refusal(Problem.ofFields(
                    List.of(new FieldFault(MESSAGES, "must have 1 to " + MOST + " elements, has " + count))));
        }
        Optional<Problem> tooMany = limits.save(caller.researchId(), count);
        if (tooMany.isPresent()) {
            return refusal(tooMany.get());
        }
        Preference preference = Preference.of(headers);
        Duration wait = preference.waitOr(waiting.patience(), waiting.maxWait());
        Traceparent traceparent = SaveHandler.traceparent(headers);
        return Flux.range(0, items.size())
                .flatMapSequential(index -> result(index, items.get(index), traceparent, wait), MOST)
                .collectList()
                .publishOn(eventLoop)
                .flatMap(results -> answer(results, preference));
    }

    private Mono<BatchItem> result(int index, Item item, @Nullable Traceparent traceparent, Duration wait) {
        MessageEvent event = item.event();
        return event == null
                ? Mono.just(Objects.requireNonNull(item.refusal()))
                : saving.save(event, traceparent, wait).map(result -> BatchItem.of(index, result));
    }

    /** 200 when nothing is left to be asked for, 202 when rows are; 503 only where that is all that can be said. */
    private Mono<ServerResponse> answer(List<BatchItem> results, Preference preference) {
        if (results.stream().anyMatch(BatchItem::mayComeLater)
                && results.stream().noneMatch(BatchItem::success)) {
            return refusal(Problem.of(
                    ProblemCode.LOG_UNREACHABLE, "None of the messages could be saved yet; try again shortly"));
        }
        results.forEach(item -> item.refusal().ifPresent(problems::refusedPart));
        boolean accepted = results.stream().anyMatch(BatchItem::waitsForRow);
        ServerResponse.BodyBuilder answer = ServerResponse.status(accepted ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .contentType(MediaType.APPLICATION_JSON);
        String applied = preference.applied(accepted, waiting.maxWait());
        if (applied != null) {
            answer.header("Preference-Applied", applied);
        }
        return answer.bodyValue(new BatchAnswer(results));
    }

    private Mono<ServerResponse> refusal(Problem problem) {
        return ServerResponse.status(problem.code().status())
                .build((exchange, context) -> problems.write(exchange.getResponse(), problem));
    }

    /** A message of the batch, or why it is none. */
    private record Item(
            @Nullable MessageEvent event, @Nullable BatchItem refusal) {

        static Item valid(MessageEvent event) {
            return new Item(event, null);
        }

        static Item refused(int index, Problem problem) {
            return new Item(null, BatchItem.of(index, problem));
        }
    }
}
