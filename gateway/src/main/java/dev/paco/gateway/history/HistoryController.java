package dev.paco.gateway.history;

import dev.paco.gateway.admission.Caller;
import dev.paco.gateway.connection.Bodies;
import dev.paco.gateway.history.HistoryAnswers.Conversations;
import dev.paco.gateway.history.HistoryAnswers.ElevenLabsConversations;
import dev.paco.gateway.history.HistoryAnswers.History;
import dev.paco.gateway.json.JsonBody;
import dev.paco.gateway.json.JsonFields;
import dev.paco.gateway.problem.FieldFault;
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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What a participant has said and was answered, to themselves alone. Needs the database. */
@RestController
@RequestMapping("/api/v1/chat")
@Tag(name = "chat")
final class HistoryController {

    private static final int MAX_RESEARCH_ID = 50;
    private static final int MAX_ID = 255;
    private static final int MESSAGES = 50;
    private static final int MOST_MESSAGES = 500;
    private static final int MOST_CONVERSATIONS = 500;

    private final HistoryStore history;
    private final JsonBody json;
    private final Bodies bodies;
    private final ProblemResponses problems;

    HistoryController(HistoryStore history, JsonBody json, Bodies bodies, ProblemResponses problems) {
        this.history = history;
        this.json = json;
        this.bodies = bodies;
        this.problems = problems;
    }

    @Operation(summary = "Read your messages back", security = @SecurityRequirement(name = "bearer"))
    @RequestBody(content = @Content(schema = @Schema(implementation = HistoryAnswers.Request.class)))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = History.class)))
    @PostMapping(path = "/history", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Object>> history(
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        return bodies.read(
                exchange,
                body -> json.read(
                        exchange.getRequest().getHeaders(),
                        body,
                        Set.of("research_id", "conversation_id", "limit", "offset"),
                        fields -> history(caller.researchId(), fields),
                        this::refused));
    }

    private Mono<ResponseEntity<Object>> history(String caller, JsonFields fields) {
        String researchId = fields.text("research_id", 1, MAX_RESEARCH_ID);
        String conversation = fields.identifier("conversation_id", MAX_ID);
        int limit = fields.integer("limit", 1, MOST_MESSAGES, MESSAGES);
        int offset = fields.integer("offset", 0, Integer.MAX_VALUE, 0);
        if (!fields.faults().isEmpty()) {
            return refused(Problem.ofFields(fields.faults()));
        }
        if (!researchId.equals(caller)) {
            return refused(Problem.of(ProblemCode.RESEARCH_ID_MISMATCH, "Research ID mismatch"));
        }
        return history.messages(researchId, conversation, limit, offset)
                .zipWith(history.count(researchId, conversation))
                .map(found -> ok(new History(found.getT1(), found.getT2(), researchId)));
    }

    @Operation(summary = "Your conversations, the most recent first", security = @SecurityRequirement(name = "bearer"))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Conversations.class)))
    @GetMapping("/conversations")
    Mono<ResponseEntity<Object>> conversations(
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "10"))
                    @RequestParam(name = "limit", defaultValue = "10")
                    String limit) {
        Integer most = number(limit);
        if (most == null || most < 1 || most > MOST_CONVERSATIONS) {
            return refused(Problem.ofFields(
                    List.of(new FieldFault("limit", "must be a whole number from 1 to " + MOST_CONVERSATIONS))));
        }
        return history.conversations(caller.researchId(), most)
                .map(names -> ok(new Conversations(caller.researchId(), names)));
    }

    @Operation(
            summary = "Your conversations with ElevenLabs, the most recent first",
            security = @SecurityRequirement(name = "bearer"))
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ElevenLabsConversations.class)))
    @GetMapping("/conversations/elevenlabs")
    Mono<ResponseEntity<Object>> elevenLabsConversations(
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        return history.elevenLabsConversations(caller.researchId())
                .map(names -> ok(new ElevenLabsConversations(caller.researchId(), names)));
    }

    private static @Nullable Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static ResponseEntity<Object> ok(Object answer) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(answer);
    }

    private Mono<ResponseEntity<Object>> refused(Problem problem) {
        return Mono.just(problems.entity(problem));
    }
}
