package dev.paco.console.page;

import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Fails in the ways that pages fail. */
@Controller
class FailingController {

    private final DatabaseClient database;

    FailingController(DatabaseClient database) {
        this.database = database;
    }

    @GetMapping("/failing/{how}")
    Mono<String> fail(@PathVariable String how) {
        return switch (how) {
            case "slow-statement" -> raise("57014");
            case "database-without-room" -> raise("53300");
            case "no-database" ->
                DatabaseClient.create(ConnectionFactories.get("r2dbc:postgresql://nobody:none@localhost:1/none"))
                        .sql("SELECT 1")
                        .then()
                        .thenReturn("");
            case "no-broker" -> Mono.error(new ExecutionException(new TimeoutException("secret of the broker")));
            case "reason" -> Mono.error(new ResponseStatusException(HttpStatus.CONFLICT, "Said to people."));
            default -> Mono.error(new IllegalStateException("secret of the code"));
        };
    }

    /** Does not end. */
    @GetMapping(path = "/failing/lasting", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ResponseBody
    Flux<String> last() {
        return Flux.interval(Duration.ofMillis(20)).onBackpressureDrop().map(number -> "event " + number);
    }

    private Mono<String> raise(String state) {
        return database.sql("DO $$ BEGIN RAISE EXCEPTION 'secret' USING ERRCODE = '" + state + "'; END $$")
                .then()
                .thenReturn("");
    }
}
