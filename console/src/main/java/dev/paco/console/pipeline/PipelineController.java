package dev.paco.console.pipeline;

import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** {@code /pipeline}: the page as it is now, and the stream that keeps it so. */
@Controller
class PipelineController {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final PipelineSampler sampler;
    private final ServerSecurityContextRepository logins;
    private final JsonMapper mapper;

    PipelineController(PipelineSampler sampler, ServerSecurityContextRepository logins, JsonMapper mapper) {
        this.sampler = sampler;
        this.logins = logins;
        this.mapper = mapper;
    }

    @GetMapping("/pipeline")
    Rendering show() {
        return Rendering.view("pipeline/pipeline")
                .modelAttribute("live", sampler.now())
                .build();
    }

    /** Ends with the login, or the session, that has asked for it, and with the console; watching does not keep a session alive. */
    @GetMapping(path = "/pipeline/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ResponseBody
    Flux<ServerSentEvent<String>> stream(ServerWebExchange exchange) {
        Flux<ServerSentEvent<String>> events = sampler.watch().index((number, live) -> event(number, live));
        Flux<ServerSentEvent<String>> heartbeats = Flux.interval(HEARTBEAT)
                .onBackpressureDrop()
                .map(beat -> ServerSentEvent.<String>builder().comment("").build());
        Mono<Boolean> loggedOut = Flux.interval(LOOK)
                .onBackpressureDrop()
                .concatMap(look -> isLoggedIn(exchange))
                .filter(still -> !still)
                .next();
        return Flux.merge(events, heartbeats).takeUntilOther(Mono.firstWithSignal(loggedOut.then(), sampler.ended()));
    }

    private ServerSentEvent<String> event(long number, Live live) {
        return ServerSentEvent.builder(mapper.writeValueAsString(number == 0 ? live.whole() : live.changed()))
                .build();
    }

    /** Answers are not awaited for ever: what cannot be found out now is found out the next time. */
    private Mono<Boolean> isLoggedIn(ServerWebExchange exchange) {
        return exchange.getSession()
                .filter(session -> !session.isExpired())
                .flatMap(session -> logins.load(exchange).hasElement())
                .defaultIfEmpty(false)
                .timeout(LOOK)
                .onErrorReturn(true);
    }
}
