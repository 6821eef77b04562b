package dev.paco.gateway.elevenlabs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Set;
import org.springdoc.core.annotations.RouterOperation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import reactor.core.publisher.Mono;

/** Where webhooks come in. */
@Configuration(proxyBeanMethods = false)
class WebhookRoutes {

    private static final String PATH = "/api/v1/webhooks/elevenlabs";

    @Bean
    @RouterOperation(
            path = PATH,
            method = RequestMethod.POST,
            operation =
                    @Operation(
                            operationId = "webhook",
                            tags = "elevenlabs",
                            summary = "ElevenLabs' post-call webhook",
                            parameters =
                                    @Parameter(
                                            in = ParameterIn.HEADER,
                                            name = WebhookSignature.HEADER,
                                            required = true,
                                            description =
                                                    "t=<seconds>,v0=<HMAC-SHA256 of time, full stop and body, in hex>",
                                            schema = @Schema(type = "string")),
                            requestBody =
                                    @RequestBody(
                                            content =
                                                    @Content(
                                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                                            schema = @Schema(type = "object"))),
                            responses = {
                                @ApiResponse(
                                        responseCode = "200",
                                        description = "It is on the log, or there was nothing to keep"),
                                @ApiResponse(responseCode = "401", description = "The signature does not hold"),
                                @ApiResponse(responseCode = "503", description = "The log cannot take it now")
                            }))
    RouterFunction<ServerResponse> routeWebhooks(WebhookHandler handler) {
        return RouterFunctions.route()
                .POST(PATH, handler::receive)
                .path(
                        PATH,
                        other -> other.route(
                                request -> true,
                                request -> Mono.error(
                                        new MethodNotAllowedException(request.method(), Set.of(HttpMethod.POST)))))
                .build();
    }
}
