package dev.paco.gateway.elevenlabs;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * ElevenLabs' API. Thread-safe.
 *
 * @see <a href="https://elevenlabs.io/docs/api-reference/conversations/get">ElevenLabs, Get conversation</a>
 */
@Component
final class ElevenLabsClient {

    private static final Logger log = LoggerFactory.getLogger(ElevenLabsClient.class);
    private static final int LARGEST = 16 * 1024 * 1024;

    private final WebClient web;
    private final Duration timeout;

    ElevenLabsClient(ElevenLabsProperties properties, ReactorResourceFactory resources) {
        this.timeout = properties.timeout();
        this.web = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(resources, ElevenLabsClient::plain))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST))
                .baseUrl(properties.apiUrl().toString())
                .defaultHeader("xi-api-key", properties.apiKey())
                .build();
    }

    /** Not compressed: the decoders look for native code on the event loop when they are first used. */
    private static HttpClient plain(HttpClient http) {
        return http.followRedirect(false).compress(false);
    }

    /**
     * The conversation as JSON; empty when there is none with this id.
     *
     * @return fails with {@link ElevenLabsUnreachableException} whatever else is wrong
     */
    Mono<byte[]> conversation(String id) {
        return web.get()
                .uri("/v1/convai/conversations/{id}", id)
                .exchangeToMono(ElevenLabsClient::body)
                .timeout(timeout)
                .doOnError(failure -> log.warn("ElevenLabs did not give a conversation: {}", failure.toString()))
                .onErrorMap(failure -> new ElevenLabsUnreachableException());
    }

    /** An id of another form than ElevenLabs' own is 422 there. */
    private static Mono<byte[]> body(ClientResponse response) {
        HttpStatusCode status = response.statusCode();
        if (status.is2xxSuccessful()) {
            return response.bodyToMono(byte[].class);
        }
        boolean absent = status.value() == 404 || status.value() == 422;
        return response.releaseBody()
                .then(absent ? Mono.empty() : Mono.error(new IllegalStateException("status " + status.value())));
    }
}
