package dev.paco.gateway.save;

import dev.paco.gateway.admission.SavePaths;
import dev.paco.gateway.problem.ProblemBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.util.Set;
import org.springdoc.core.annotations.RouterOperation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import reactor.core.publisher.Mono;

/** Where messages are saved. A function of its own: what a controller's arguments and results cost is a third of such a request. */
@Configuration(proxyBeanMethods = false)
class SaveRoutes {

    @Bean
    @RouterOperation(
            path = SavePaths.ONE,
            method = RequestMethod.POST,
            operation =
                    @Operation(
                            operationId = "save",
                            tags = "chat",
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
                            },
                            requestBody =
                                    @RequestBody(
                                            content =
                                                    @Content(
                                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                                            schema =
                                                                    @Schema(
                                                                            implementation =
                                                                                    SaveMessageRequest.class))),
                            responses = {
                                @ApiResponse(
                                        responseCode = "200",
                                        description = "The row is in Postgres",
                                        content = @Content(schema = @Schema(implementation = SaveAnswer.class))),
                                @ApiResponse(
                                        responseCode = "202",
                                        description =
                                                "The message is on the log, replicated, and will be written; Location tells when it is",
                                        content = @Content(schema = @Schema(implementation = SaveAnswer.class))),
                                @ApiResponse(
                                        responseCode = "422",
                                        description = "Fields are missing or invalid",
                                        content =
                                                @Content(
                                                        mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                                        schema = @Schema(implementation = ProblemBody.class))),
                                @ApiResponse(
                                        responseCode = "503",
                                        description =
                                                "The log cannot take the message; Retry-After tells when to try again",
                                        content =
                                                @Content(
                                                        mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                                        schema = @Schema(implementation = ProblemBody.class)))
                            }))
    RouterFunction<ServerResponse> routeToSave(SaveHandler handler) {
        return route(SavePaths.ONE, handler::save);
    }

    @Bean
    @RouterOperation(
            path = SavePaths.BATCH,
            method = RequestMethod.POST,
            operation =
                    @Operation(
                            operationId = "saveBatch",
                            tags = "chat",
                            summary = "Save up to 500 messages, each judged on its own",
                            security = @SecurityRequirement(name = "bearer"),
                            parameters = {
                                @Parameter(
                                        in = ParameterIn.HEADER,
                                        name = "Prefer",
                                        description = "As for a single message",
                                        schema = @Schema(type = "string")),
                                @Parameter(
                                        in = ParameterIn.HEADER,
                                        name = "Idempotency-Key",
                                        description = "With the message's place, its key where no ElevenLabs ids are",
                                        schema = @Schema(type = "string", maxLength = 255))
                            },
                            requestBody =
                                    @RequestBody(
                                            content = {
                                                @Content(
                                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                                        schema = @Schema(implementation = SaveBatchRequest.class)),
                                                @Content(
                                                        mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                                                        schema = @Schema(implementation = SaveMessageRequest.class))
                                            }),
                            responses = {
                                @ApiResponse(
                                        responseCode = "200",
                                        description = "What was taken is in Postgres; what was not is told",
                                        content = @Content(schema = @Schema(implementation = BatchAnswer.class))),
                                @ApiResponse(
                                        responseCode = "202",
                                        description = "What was taken is at least on the log",
                                        content = @Content(schema = @Schema(implementation = BatchAnswer.class))),
                                @ApiResponse(
                                        responseCode = "422",
                                        description = "There are no messages, or too many",
                                        content =
                                                @Content(
                                                        mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                                        schema = @Schema(implementation = ProblemBody.class))),
                                @ApiResponse(
                                        responseCode = "503",
                                        description = "None of the messages could be taken",
                                        content =
                                                @Content(
                                                        mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                                        schema = @Schema(implementation = ProblemBody.class)))
                            }))
    RouterFunction<ServerResponse> routeToSaveBatch(SaveBatchHandler handler) {
        return route(SavePaths.BATCH, handler::save);
    }

    private static RouterFunction<ServerResponse> route(String path, HandlerFunction<ServerResponse> save) {
        return RouterFunctions.route()
                .POST(path, save)
                .path(
                        path,
                        other -> other.route(
                                request -> true,
                                request -> Mono.error(
                                        new MethodNotAllowedException(request.method(), Set.of(HttpMethod.POST)))))
                .build();
    }
}
