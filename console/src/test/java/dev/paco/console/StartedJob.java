package dev.paco.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A job that was started by a form. */
public final class StartedJob {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private StartedJob() {}

    /** Sends the form, waits for the job's end, and gives the page of its result. */
    public static String result(RunningConsole console, Visitor visitor, String path, Map<String, String> form) {
        HttpResponse<String> started = visitor.post(path, form);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(303);
        String job = started.headers().firstValue("location").orElseThrow();
        String state = "SELECT state FROM paco_console_jobs WHERE id = " + job.substring(job.lastIndexOf('/') + 1);
        await().atMost(PATIENCE).until(() -> !console.query(state).equals(List.of("running")));
        return visitor.get(job).body();
    }
}
