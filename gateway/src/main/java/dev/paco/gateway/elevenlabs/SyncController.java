package dev.paco.gateway.elevenlabs;

import dev.paco.common.event.MessageSource;
import dev.paco.gateway.admission.Caller;
import dev.paco.gateway.connection.Bodies;
import dev.paco.gateway.json.JsonBody;
import dev.paco.gateway.json.JsonFields;
import dev.paco.gateway.limit.RateLimits;
import dev.paco.gateway.problem.Problem;
import dev.paco.gateway.problem.ProblemCode;
import dev.paco.gateway.problem.ProblemResponses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Fetches a participant's conversation from ElevenLabs. Needs ElevenLabs and the log, and the database where ElevenLabs names no owner. */
@RestController
@Tag(name = "elevenlabs")
final class SyncController {

    private static final int MAX_RESEARCH_ID = 50;
    private static final int MAX_ID = 255;

    /** A fetch costs as much as many messages do. */
    private static final int WEIGHT = 50;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");

    private final ElevenLabsProperties properties;
    private final ElevenLabsClient client;
    private final ConversationOwnerStore owners;
    private final TranscriptPublisher publisher;
    private final RateLimits limits;
    private final Bodies bodies;
    private final JsonBody json;
    private final JsonMapper mapper;
    private final ProblemResponses problems;
    private final Clock clock;

    SyncController(
            ElevenLabsProperties properties,
            ElevenLabsClient client,
            ConversationOwnerStore owners,
            TranscriptPublisher publisher,
            RateLimits limits,
            Bodies bodies,
            JsonBody json,
            JsonMapper mapper,
            ProblemResponses problems,
            Clock clock) {
        this.properties = properties;
        this.client = client;
        this.owners = owners;
        this.publisher = publisher;
        this.limits = limits;
        this.bodies = bodies;
        this.json = json;
        this.mapper = mapper;
        this.problems = problems;
        this.clock = clock;
    }

    @Operation(
            summary = "Fetch a conversation of yours from ElevenLabs",
            security = @SecurityRequirement(name = "bearer"))
    @RequestBody(content = @Content(schema = @Schema(implementation = SyncRequest.class)))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Synced.class)))
    @PostMapping(path = "/api/v1/chat/sync-elevenlabs-conversation", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Object>> sync(
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        return bodies.read(
                exchange,
                body -> json.read(
                        exchange.getRequest().getHeaders(),
                        body,
                        Set.of("research_id", "elevenlabs_conversation_id"),
                        fields -> sync(caller.researchId(), fields),
                        this::refused));
    }

    private Mono<ResponseEntity<Object>> sync(String caller, JsonFields fields) {
        String researchId = fields.text("research_id", 1, MAX_RESEARCH_ID);
        String id = fields.text("elevenlabs_conversation_id", 1, MAX_ID);
        if (fields.faults().isEmpty() && !ID.matcher(id).matches()) {
            fields.fault("elevenlabs_conversation_id", "must have only letters, digits, - and _");
        }
        if (!fields.faults().isEmpty()) {
            return refused(Problem.ofFields(fields.faults()));
        }
        if (!researchId.equals(caller)) {
            return refused(Problem.of(ProblemCode.RESEARCH_ID_MISMATCH, "Research ID mismatch"));
        }
        if (properties.apiKey().isEmpty()) {
            return refused(Problem.of(
                    ProblemCode.ELEVENLABS_NOT_CONFIGURED, "Conversations are not fetched here: no key is set"));
        }
        Optional<Problem> tooMany = limits.save(researchId, WEIGHT);
        return tooMany.isPresent() ? refused(tooMany.get()) : fetch(researchId, id);
    }

    private Mono<ResponseEntity<Object>> fetch(String researchId, String id) {
        return client.conversation(id)
                .publishOn(Schedulers.boundedElastic())
                .map(this::read)
                .flatMap(read -> read.filter(
                                transcript -> transcript.conversationId().equals(id))
                        .map(transcript -> publishIfOwn(researchId, transcript))
                        .orElseGet(this::unreachable))
                .switchIfEmpty(Mono.defer(() -> refused(
                        Problem.of(ProblemCode.CONVERSATION_NOT_FOUND, "ElevenLabs has no conversation with this id"))))
                .onErrorResume(ElevenLabsUnreachableException.class, failure -> unreachable());
    }

    private Optional<Transcript> read(byte[] conversation) {
        try {
            return Transcript.of(mapper.readTree(conversation));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private Mono<ResponseEntity<Object>> publishIfOwn(String researchId, Transcript transcript) {
        Mono<Boolean> own = transcript.owner().isEmpty()
                ? owners.isOwnedBy(researchId, transcript.conversationId())
                : Mono.just(transcript.owner().equals(researchId));
        return own.flatMap(isOwn -> isOwn
                ? publish(researchId, transcript)
                : refused(Problem.of(ProblemCode.CONVERSATION_NOT_OWN, "This conversation is not known to be yours")));
    }

    private Mono<ResponseEntity<Object>> publish(String researchId, Transcript transcript) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return publisher
                .publish(transcript, new TranscriptEvents(researchId, now, now, MessageSource.SYNC))
                .<ResponseEntity<Object>>map(turns -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(new Synced(true, turns, transcript.conversationId())))
                .switchIfEmpty(Mono.defer(() -> refused(Problem.of(
                        ProblemCode.LOG_UNREACHABLE, "The conversation could not be saved yet; try again shortly"))));
    }

    private Mono<ResponseEntity<Object>> unreachable() {
        return refused(Problem.of(
                ProblemCode.ELEVENLABS_UNREACHABLE, "ElevenLabs did not give the conversation; try again shortly"));
    }

    private Mono<ResponseEntity<Object>> refused(Problem problem) {
        return Mono.just(problems.entity(problem));
    }

    /** The body of a request, for the documentation; it is read field by field. */
    @Schema(name = "SyncConversation")
    record SyncRequest(
            @Schema(example = "RID001", requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 50)
            String researchId,

            @Schema(name = "elevenlabs_conversation_id", requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 255)
            String elevenlabsConversationId) {}

    /**
     * All of it is on the log.
     *
     * @param messagesSynced how many turns have text
     */
    @Schema(name = "SyncedConversation")
    record Synced(boolean success, int messagesSynced, String conversationId) {}
}
