package dev.paco.gateway.save;

import dev.paco.gateway.confirm.ConfirmationProperties;
import dev.paco.gateway.problem.ProblemBody;
import dev.paco.gateway.problem.ProblemResponses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Takes one message. Needs the log, not the database. */
@RestController
@RequestMapping("/api/v1/chat")
@Tag(name = "chat")
final class SaveController {

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final SaveMessageParser parser;
    private final SaveMessage saving;
    private final ConfirmationProperties waiting;
    private final ProblemResponses problems;

    SaveController(
            SaveMessageParser parser, SaveMessage saving, ConfirmationProperties waiting, ProblemResponses problems) {
        this.parser = parser;
        this.saving = saving;
        this.waiting = waiting;
        this.problems = problems;
    }

    @Operation(
            summary = "Save one message, exactly once",
            security = @SecurityRequirement(name = "bearer"),
            parameters = {
                @Parameter(
                        in = ParameterIn.HEADER,
                        name = "Prefer",
                        description = "respond-async: answer 202 as soon as the log has the message;"
                                + " wait=N: wait up to N seconds for its row",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.HEADER,
                        name = "Idempotency-Key",
                        description = "Makes retries one message where no ElevenLabs ids do",
                        schema = @Schema(type = "string", maxLength = 255))
            })
    @RequestBody(content = @Content(schema = @Schema(implementation = SaveMessageRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The row is in Postgres",
            content = @Content(schema = @Schema(implementation = SaveAnswer.class)))
    @ApiResponse(
            responseCode = "202",
            description = "The message is on the log, replicated, and will be written; Location tells when it is",
            content = @Content(schema = @Schema(implementation = SaveAnswer.class)))
    @ApiResponse(
            responseCode = "422",
            description = "Fields are missing or invalid",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemBody.class)))
    @ApiResponse(
            responseCode = "503",
            description = "The log cannot take the message; Retry-After tells when to try again",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemBody.class)))
    @PostMapping(path = "/save-message", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Object>> save(
            @Parameter(hidden = true) Authentication caller,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
            @org.springframework.web.bind.annotation.RequestBody byte[] body) {
        Preference preference = Preference.of(headers);
        Duration wait = preference.waitOr(waiting.patience(), waiting.maxWait());
        return parser.parse(
                caller.getName(),
                headers,
                body,
                event -> saving.save(event, traceparent(headers), wait)
                        .map(result -> result.fold(
                                saved -> answer(
                                        HttpStatus.OK,
                                        preference.applied(false, waiting.maxWait()),
                                        null,
                                        SaveAnswer.saved(saved.messageId(), saved.timestamp())),
                                accepted -> answer(
                                        HttpStatus.ACCEPTED,
                                        preference.applied(true, waiting.maxWait()),
                                        "/api/v1/chat/messages/" + accepted.messageKey(),
                                        SaveAnswer.accepted(accepted.timestamp())),
                                refused -> problems.entity(refused.problem()))),
                problem -> Mono.just(problems.entity(problem)));
    }

    private static ResponseEntity<Object> answer(
            HttpStatus status, @Nullable String applied, @Nullable String location, SaveAnswer answer) {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
        if (applied != null) {
            response.header("Preference-Applied", applied);
        }
        if (location != null) {
            response.header(HttpHeaders.LOCATION, location);
        }
        return response.body(answer);
    }

    /** The caller's trace context if it is well-formed; one that is not must be ignored (W3C Trace Context, 3.2). */
    private static @Nullable String traceparent(HttpHeaders headers) {
        String traceparent = headers.getFirst("traceparent");
        return traceparent != null && TRACEPARENT.matcher(traceparent).matches() ? traceparent : null;
    }
}
