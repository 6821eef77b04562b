package dev.paco.gateway.lookup;

import dev.paco.gateway.admission.Caller;
import dev.paco.gateway.problem.Problem;
import dev.paco.gateway.problem.ProblemCode;
import dev.paco.gateway.problem.ProblemResponses;
import dev.paco.gateway.save.SaveAnswer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tells whether a message that was answered 202 is a row by now. Needs the database. */
@RestController
@RequestMapping("/api/v1/chat/messages")
@Tag(name = "chat")
final class MessageController {

    private final MessageStore messages;
    private final ProblemResponses problems;

    MessageController(MessageStore messages, ProblemResponses problems) {
        this.messages = messages;
        this.problems = problems;
    }

    @Operation(summary = "Ask whether a message is saved", security = @SecurityRequirement(name = "bearer"))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SaveAnswer.class)))
    @ApiResponse(responseCode = "404", description = "Not saved yet, or not a message of this participant")
    @GetMapping("/{key}")
    Mono<ResponseEntity<Object>> find(
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable("key") String key) {
        return Mono.justOrEmpty(uuid(key))
                .flatMap(messageKey -> messages.find(messageKey, caller.researchId()))
                .<ResponseEntity<Object>>map(message -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(SaveAnswer.saved(message.id(), message.timestamp())))
                .switchIfEmpty(Mono.fromSupplier(() -> problems.entity(
                        Problem.of(ProblemCode.MESSAGE_NOT_FOUND, "No saved message of yours has this key"))));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
