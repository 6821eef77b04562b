package dev.paco.gateway.problem;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers with problem documents and counts them; every refusal leaves through here. Thread-safe. */
@Component
public final class ProblemResponses {

    private final JsonMapper json;
    private final ProblemMetrics metrics;

    ProblemResponses(JsonMapper json, ProblemMetrics metrics) {
        this.json = json;
        this.metrics = metrics;
    }

    /** The answer of a controller. */
    public ResponseEntity<Object> entity(Problem problem) {
        metrics.refused(problem.code());
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        problem.headers().forEach(headers::set);
        return ResponseEntity.status(problem.code().status()).headers(headers).body(ProblemBody.of(problem));
    }

    /** Counts a message with the problem {@code code} in a batch whose answer is none. */
    public void refusedPart(String code) {
        metrics.refusedPart(code);
    }

    /** Writes the answer where there is no controller: in a filter or for an exception. */
    public Mono<Void> write(ServerHttpResponse response, Problem problem) {
        if (response.isCommitted()) {
            return Mono.empty();
        }
        response.setStatusCode(problem.code().status());
        return response.writeWith(Mono.fromSupplier(() -> body(response, problem)));
    }

    /** Sets status and headers, and gives the bytes, for a caller that must write them itself. */
    public DataBuffer body(ServerHttpResponse response, Problem problem) {
        byte[] bytes = bytes(problem);
        response.setStatusCode(problem.code().status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setContentLength(bytes.length);
        problem.headers().forEach(response.getHeaders()::set);
        return response.bufferFactory().wrap(bytes);
    }

    /** The bytes alone, where there is no such response yet. */
    public byte[] bytes(Problem problem) {
        metrics.refused(problem.code());
        return json.writeValueAsBytes(ProblemBody.of(problem));
    }
}
