package dev.paco.gateway.auth;

import dev.paco.common.event.IsoTimestamp;
import dev.paco.gateway.admission.Caller;
import dev.paco.gateway.auth.AuthAnswers.Acknowledged;
import dev.paco.gateway.auth.AuthAnswers.LoggedIn;
import dev.paco.gateway.auth.AuthAnswers.Me;
import dev.paco.gateway.auth.AuthAnswers.Validity;
import dev.paco.gateway.connection.Bodies;
import dev.paco.gateway.json.JsonBody;
import dev.paco.gateway.json.JsonFields;
import dev.paco.gateway.limit.RateLimits;
import dev.paco.gateway.problem.Problem;
import dev.paco.gateway.problem.ProblemResponses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Logging in by research id, and what comes before and after it. Needs the database. */
@RestController
@RequestMapping("/api/v1/auth")
@Tag(name = "auth")
final class AuthController {

    private static final String RESEARCH_ID = "research_id";
    private static final String ACKNOWLEDGED = "acknowledged";
    private static final int MIN_RESEARCH_ID = 3;
    private static final int MAX_RESEARCH_ID = 50;

    private final Login login;
    private final JsonBody json;
    private final ProblemResponses problems;
    private final RateLimits limits;
    private final Bodies bodies;

    AuthController(Login login, JsonBody json, ProblemResponses problems, RateLimits limits, Bodies bodies) {
        this.bodies = bodies;
        this.limits = limits;
        this.login = login;
        this.json = json;
        this.problems = problems;
    }

    @Operation(summary = "Log in with a research id")
    @RequestBody(content = @Content(schema = @Schema(implementation = AuthRequests.ResearchId.class)))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LoggedIn.class)))
    @PostMapping(path = "/login", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Object>> login(@Parameter(hidden = true) ServerWebExchange exchange) {
        return withResearchId(
                exchange,
                1,
                fields -> {},
                researchId -> login.logIn(researchId).map(result -> result.fold(AuthController::ok, problems::entity)));
    }

    @Operation(summary = "Ask whether a research id may log in")
    @RequestBody(content = @Content(schema = @Schema(implementation = AuthRequests.ResearchId.class)))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Validity.class)))
    @PostMapping(path = "/validate-research-id", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Object>> validate(@Parameter(hidden = true) ServerWebExchange exchange) {
        return withResearchId(
                exchange,
                MIN_RESEARCH_ID,
                fields -> {},
                researchId -> login.isActive(researchId).map(active -> ok(Validity.of(researchId, active))));
    }

    @Operation(summary = "Acknowledge the disclaimer")
    @RequestBody(content = @Content(schema = @Schema(implementation = AuthRequests.Acknowledgment.class)))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Acknowledged.class)))
    @PostMapping(path = "/acknowledge-disclaimer", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Object>> acknowledge(@Parameter(hidden = true) ServerWebExchange exchange) {
        return withResearchId(
                exchange,
                1,
                fields -> fields.isTrue(ACKNOWLEDGED),
                researchId ->
                        login.acknowledge(researchId).map(result -> result.fold(AuthController::ok, problems::entity)));
    }

    @Operation(summary = "Who the token's participant is", security = @SecurityRequirement(name = "bearer"))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Me.class)))
    @GetMapping("/me")
    Mono<ResponseEntity<Object>> me(@Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        return login.participant(caller.researchId())
                .map(participant -> ok(new Me(
                        participant.researchId(),
                        participant.active(),
                        participant.createdAt() == null ? null : IsoTimestamp.format(participant.createdAt()))))
                .switchIfEmpty(Mono.fromSupplier(() -> problems.entity(Login.notFound())));
    }

    private Mono<ResponseEntity<Object>> withResearchId(
            ServerWebExchange exchange,
            int minLength,
            Consumer<JsonFields> furtherRules,
            Function<String, Mono<ResponseEntity<Object>>> call) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        return bodies.read(
                exchange,
                body -> json.read(
                        headers,
                        body,
                        Set.of(RESEARCH_ID, ACKNOWLEDGED),
                        fields -> {
                            String researchId = fields.text(RESEARCH_ID, minLength, MAX_RESEARCH_ID);
                            furtherRules.accept(fields);
                            return fields.faults().isEmpty()
                                    ? limits.claim(researchId)
                                            .map(problem -> Mono.just(problems.entity(problem)))
                                            .orElseGet(() -> call.apply(researchId))
                                    : Mono.just(problems.entity(Problem.ofFields(fields.faults())));
                        },
                        problem -> Mono.just(problems.entity(problem))));
    }

    private static ResponseEntity<Object> ok(Object answer) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(answer);
    }
}
