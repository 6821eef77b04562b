package dev.paco.console.export;

import dev.paco.console.audit.Actor;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The files: {@code messages.csv}, {@code messages.jsonl}, {@code transcripts.csv}, {@code transcripts.jsonl}. */
@Controller
class FileController {

    private final Exports exports;
    private final ExportRuns runs;
    private final Pseudonyms pseudonyms;
    private final Clock clock;

    FileController(Exports exports, ExportRuns runs, Pseudonyms pseudonyms, Clock clock) {
        this.exports = exports;
        this.runs = runs;
        this.pseudonyms = pseudonyms;
        this.clock = clock;
    }

    /** Sends a file; a request with a fault leads to the form, which names it. */
    @GetMapping("/export/{what:messages|transcripts}.{format:csv|jsonl}")
    Mono<ResponseEntity<Flux<DataBuffer>>> file(
            @PathVariable String what,
            @PathVariable String format,
            @RequestParam MultiValueMap<String, String> query,
            Actor actor) {
        ExportRequest request = ExportRequest.of(
                What.valueOf(what.toUpperCase(Locale.ROOT)),
                FileFormat.valueOf(format.toUpperCase(Locale.ROOT)),
                query);
        if (!request.problems(pseudonyms.available()).isEmpty()) {
            return Mono.just(ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create(request.formLink()))
                    .build());
        }
        return runs.begin(actor.username(), request.token())
                .flatMap(run -> exports.begin(request, run, actor)
                        .then(Mono.fromSupplier(() -> answer(request, exports.pieces(request, run, actor)))));
    }

    private ResponseEntity<Flux<DataBuffer>> answer(ExportRequest request, Flux<byte[]> pieces) {
        return ResponseEntity.ok()
                .contentType(request.format().type())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("paco-" + LocalDate.now(clock) + "-" + request.fileName())
                                .build()
                                .toString())
                .body(pieces.map(DefaultDataBufferFactory.sharedInstance::wrap));
    }
}
