package dev.paco.gateway.elevenlabs;

import dev.paco.common.event.MessageSource;
import dev.paco.gateway.connection.Bodies;
import dev.paco.gateway.problem.Problem;
import dev.paco.gateway.problem.ProblemCode;
import dev.paco.gateway.problem.ProblemResponses;
import dev.paco.gateway.publish.Payload;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes ElevenLabs' post-call webhooks. 200 means that all of a transcript is on the log, or that there was nothing to keep; whatever ElevenLabs could not mend by
 * sending it again is kept and answered 200 as well, since it gives up hooks that fail. Thread-safe.
 */
@Component
final class WebhookHandler {

    private static final Logger log = LoggerFactory.getLogger(WebhookHandler.class);

    /** What fits on the log as it came. */
    private static final int LARGEST_UNREADABLE = 900_000;

    private final ElevenLabsProperties properties;
    private final TranscriptPublisher publisher;
    private final ElevenLabsMetrics metrics;
    private final Bodies bodies;
    private final ProblemResponses problems;
    private final JsonMapper json;
    private final Clock clock;

    /** One transcript after the other: read, each takes many times its size. */
    private final Scheduler reading = Schedulers.newBoundedElastic(1, 1_000, "paco-transcripts", 60, true);

    WebhookHandler(
            ElevenLabsProperties properties,
            TranscriptPublisher publisher,
            ElevenLabsMetrics metrics,
            Bodies bodies,
            ProblemResponses problems,
            JsonMapper json,
            Clock clock) {
        this.properties = properties;
        this.publisher = publisher;
        this.metrics = metrics;
        this.bodies = bodies;
        this.problems = problems;
        this.json = json;
        this.clock = clock;
        if (properties.webhookSecret().isEmpty()) {
            log.info("ElevenLabs' webhooks are not taken: ELEVENLABS_WEBHOOK_SECRET is not set");
        }
    }

    Mono<ServerResponse> receive(ServerRequest request) {
        ServerWebExchange exchange = request.exchange();
        if (properties.webhookSecret().isEmpty()) {
            return unread(
                    exchange,
                    Problem.of(ProblemCode.ELEVENLABS_NOT_CONFIGURED, "Webhooks are not taken here: no secret is set"));
        }
        Instant now = clock.instant();
        Optional<WebhookSignature> signature = WebhookSignature.of(
                exchange.getRequest().getHeaders().getFirst(WebhookSignature.HEADER), properties.webhookSecret(), now);
        if (signature.isEmpty()) {
            return unread(exchange, invalid());
        }
        WebhookBody body = new WebhookBody(signature.get());
        return bodies.stream(
                exchange,
                body,
                () -> signature.get().holds()
                        ? received(body, now.truncatedTo(ChronoUnit.MICROS))
                        : refusal(invalid()));
    }

    /** What is not read cannot be told from a next request. */
    private Mono<ServerResponse> unread(ServerWebExchange exchange, Problem problem) {
        exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
        return refusal(problem);
    }

    private static Problem invalid() {
        return Problem.of(
                ProblemCode.SIGNATURE_INVALID, "The header ElevenLabs-Signature is missing, too old, or does not hold");
    }

    private Mono<ServerResponse> received(WebhookBody body, Instant now) {
        return Mono.fromSupplier(body::type).subscribeOn(reading).flatMap(type -> {
            if (type.isPresent() && !type.get().equals(WebhookBody.TRANSCRIPT)) {
                metrics.received(WebhookResult.IGNORED);
                return done();
            }
            return transcript(body.bytes(), now);
        });
    }

    private Mono<ServerResponse> transcript(byte[] bytes, Instant now) {
        Optional<JsonNode> event = tree(bytes);
        Optional<Transcript> transcript = event.flatMap(root -> Transcript.of(root.path("data")));
        if (transcript.isEmpty()) {
            return keep(bytes, now);
        }
        TranscriptEvents events = new TranscriptEvents(
                transcript.get().owner(), observedAt(event.get(), now), now, MessageSource.WEBHOOK);
        return publisher
                .publish(transcript.get(), events)
                .flatMap(turns -> {
                    metrics.received(WebhookResult.PUBLISHED);
                    return done();
                })
                .switchIfEmpty(Mono.defer(() -> later()));
    }

    private Optional<JsonNode> tree(byte[] bytes) {
        try {
            return Optional.of(json.readTree(bytes));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Instant observedAt(JsonNode event, Instant now) {
        JsonNode time = event.path("event_timestamp");
        Instant told = time.isNumber() ? Instant.ofEpochSecond(Math.min(time.asLong(), now.getEpochSecond())) : now;
        return told.getEpochSecond() > 0 ? told : now;
    }

    private Mono<ServerResponse> keep(byte[] bytes, Instant now) {
        if (bytes.length > LARGEST_UNREADABLE) {
            log.error(
                    "A webhook of {} bytes, whose signature holds, is no transcript and too large to be kept",
                    bytes.length);
            metrics.received(WebhookResult.LOST);
            return done();
        }
        log.warn(
                "A webhook of {} bytes, whose signature holds, is no transcript: it is kept as a dead letter",
                bytes.length);
        return publisher
                .keep(new Payload.Unreadable("elevenlabs-webhook", ByteBuffer.wrap(bytes), now))
                .flatMap(kept -> {
                    if (kept) {
                        metrics.received(WebhookResult.UNREADABLE);
                    }
                    return kept ? done() : later();
                });
    }

    private Mono<ServerResponse> later() {
        metrics.received(WebhookResult.REFUSED);
        return refusal(
                Problem.of(ProblemCode.LOG_UNREACHABLE, "The transcript could not be saved yet; try again shortly"));
    }

    private static Mono<ServerResponse> done() {
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(Map.of("success", true));
    }

    private Mono<ServerResponse> refusal(Problem problem) {
        return ServerResponse.status(problem.code().status())
                .build((exchange, context) -> problems.write(exchange.getResponse(), problem));
    }
}
