package dev.paco.console.export;

import dev.paco.common.log.LoggedFailure;
import dev.paco.console.audit.Act;
import dev.paco.console.audit.Actor;
import dev.paco.console.audit.AuditLog;
import dev.paco.console.filter.MessageFilter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes files, as fast as they are taken and in pieces, so that memory does not grow with them. Begin and end are noted. */
@Component
class Exports {

    private static final Logger log = LoggerFactory.getLogger(Exports.class);

    private final ExportStore store;
    private final ExportFiles files;
    private final Pseudonyms pseudonyms;
    private final AuditLog audit;
    private final ExportProperties properties;

    Exports(ExportStore store, ExportFiles files, Pseudonyms pseudonyms, AuditLog audit, ExportProperties properties) {
        this.store = store;
        this.files = files;
        this.pseudonyms = pseudonyms;
        this.audit = audit;
        this.properties = properties;
    }

    /** Notes that an export begins. */
    Mono<Void> begin(ExportRequest request, ExportRun run, Actor actor) {
        return audit.note(actor, Act.EXPORT, request.filter().participant(), request.details())
                .doOnError(failure -> run.ended(ExportRun.State.FAILED))
                .doOnCancel(() -> run.ended(ExportRun.State.STOPPED));
    }

    /** The file, in pieces; an error when it breaks off, and then it must not look as if it were whole. */
    Flux<byte[]> pieces(ExportRequest request, ExportRun run, Actor actor) {
        return Flux.usingWhen(
                Mono.fromSupplier(() -> {
                    run.running();
                    return run;
                }),
                begun -> begun.download().of(pieces(request, begun)),
                begun -> end(ExportRun.State.COMPLETE, request, begun, actor),
                (begun, failure) -> {
                    log.warn("An export broke off after {} rows", begun.rows(), LoggedFailure.of(failure));
                    return end(ExportRun.State.FAILED, request, begun, actor);
                },
                begun -> end(ExportRun.State.STOPPED, request, begun, actor));
    }

    private Flux<byte[]> pieces(ExportRequest request, ExportRun run) {
        MessageFilter filter = request.filter().understood();
        UnaryOperator<ExportedMessage> named = request.pseudonyms() ? pseudonyms::replaceIn : UnaryOperator.identity();
        RecordLines lines = files.lines(request);
        Flux<String> records = store.estimate(filter)
                .doOnNext(run::expect)
                .flatMapMany(expected -> store.messages(filter, request.what(), request.pseudonyms(), expected))
                // Away from the threads that talk to Postgres, which pages need as well.
                .publishOn(Schedulers.boundedElastic(), properties.fetchSize())
                .map(message -> {
                    run.addRow();
                    return lines.add(named.apply(message));
                });
        return Flux.concat(Mono.fromSupplier(lines::begin), records, Mono.fromSupplier(lines::end))
                .bufferUntil(new FullPiece())
                .map(Exports::piece);
    }

    private static byte[] piece(List<String> records) {
        return String.join("", records).getBytes(StandardCharsets.UTF_8);
    }

    private Mono<Void> end(ExportRun.State state, ExportRequest request, ExportRun run, Actor actor) {
        run.ended(state);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("file", request.fileName());
        details.put("rows", run.rows());
        details.put("result", state.name().toLowerCase(Locale.ROOT));
        return audit.note(actor, Act.END_EXPORT, request.filter().participant(), details);
    }
}
