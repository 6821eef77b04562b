package dev.paco.console.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.console.ConsoleTest;
import dev.paco.console.RunningConsole;
import dev.paco.console.Visitor;
import dev.paco.console.audit.AuditLog;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

@ConsoleTest
class JobIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JobWork UNTIL_STOPPED = (progress, stop) -> {
        progress.begins("Counting", 200);
        progress.advances(50);
        boolean stopped = stop.isGivenWithin(PATIENCE);
        return JobEnd.of(!stopped, Map.of("read", 50));
    };

    private final RunningConsole console;

    JobIT(RunningConsole console) {
        this.console = console;
    }

    private static long begin(Jobs jobs, JobWork work) {
        Long id = jobs.begin(JobKind.DISCARD, Map.of("because", "a test"), "admin", work)
                .block(PATIENCE);
        return Objects.requireNonNull(id);
    }

    @Test
    void aJobTellsHowFarItIsAndIsCancelled() {
        Visitor admin = console.operator();
        long id = begin(console.bean(Jobs.class), UNTIL_STOPPED);

        StepVerifier.create(console.bean(Jobs.class).begin(JobKind.DISCARD, Map.of(), "admin", UNTIL_STOPPED))
                .expectComplete()
                .verify(PATIENCE);
        await().atMost(PATIENCE).until(() -> state(id, "done").equals(List.of("50")));
        HttpResponse<String> part = admin.get("/jobs/" + id + "/part");
        assertThat(part.body()).contains("50 of 200 (25 %)", "data-status=\"Counting, 20 % done\"", "<progress");
        assertThat(part.headers().firstValue("HX-Refresh")).isEmpty();

        HttpResponse<String> cancelled = admin.post("/jobs/" + id + "/cancel", Map.of());

        assertThat(cancelled.statusCode()).isEqualTo(303);
        await().atMost(PATIENCE).until(() -> state(id, "state").equals(List.of("cancelled")));
        assertThat(admin.get("/jobs/" + id + "/part").headers().firstValue("HX-Refresh"))
                .contains("true");
        assertThat(admin.get("/jobs/" + id).body()).contains("Cancelled before its end", "a test");
        assertThat(console.query(
                        "SELECT username FROM paco_console_audit WHERE act = 'cancel_job' AND subject = '" + id + "'"))
                .containsExactly("admin");
    }

    @Test
    void aConsoleThatStopsEndsItsJobsAndAnotherFindsThoseOfOneThatDied() {
        Jobs other = new Jobs(console.bean(JobStore.class), console.bean(AuditLog.class), Clock.systemUTC());
        other.start();
        CountDownLatch begun = new CountDownLatch(1);
        long stopped = begin(other, (progress, stop) -> {
            begun.countDown();
            return UNTIL_STOPPED.run(progress, stop);
        });
        await().atMost(PATIENCE).until(() -> begun.getCount() == 0);

        other.stop();

        assertThat(state(stopped, "state")).containsExactly("interrupted");
        console.execute("INSERT INTO paco_console_jobs (kind, started_by, started_at, state, owner, seen_at) VALUES"
                + " ('discard', 'admin', now(), 'running', '" + UUID.randomUUID() + "', now() - interval '1 minute')");
        long next = begin(console.bean(Jobs.class), (progress, stop) -> JobEnd.of(true, Map.of()));
        await().atMost(PATIENCE).until(() -> state(next, "state").equals(List.of("done")));
        assertThat(state(next - 1, "state")).containsExactly("interrupted");
    }

    @Test
    void whatIsRefusedIsNotedAsThat() {
        Visitor admin = console.operator();
        Jobs jobs = console.bean(Jobs.class);
        long id = Objects.requireNonNull(
                jobs.begin(JobKind.REPLAY, Map.of(), "admin", UNTIL_STOPPED).block(PATIENCE));
        Map<String, String> dryRun =
                Map.of("from", "beginning", "to", "end", "participant", "RID-REFUSED", "dryRun", "on");

        assertThat(admin.post("/replay", dryRun).statusCode()).isEqualTo(409);
        admin.post("/jobs/" + id + "/cancel", Map.of());
        await().atMost(PATIENCE).until(() -> state(id, "state").equals(List.of("cancelled")));
        admin.post("/jobs/" + id + "/cancel", Map.of());

        assertThat(console.query("SELECT act || coalesce(details ->> 'refused', '') FROM paco_console_audit"
                        + " WHERE details ->> 'participant' = 'RID-REFUSED' OR details ->> 'refused' = 'another one runs'"
                        + " OR subject = '" + id + "' ORDER BY id"))
                .containsExactly(
                        "start_replay",
                        "start_replayanother one runs",
                        "cancel_job",
                        "cancel_job",
                        "cancel_jobit had ended");
    }

    @Test
    void whatFailsIsToldInASentence() {
        long id = begin(console.bean(Jobs.class), (progress, stop) -> {
            throw new IllegalStateException("The thing is broken");
        });

        await().atMost(PATIENCE).until(() -> state(id, "state").equals(List.of("failed")));
        assertThat(console.operator().get("/jobs/" + id).body()).contains("Failed: The thing is broken");
        assertThat(console.operator().get("/jobs/987654321").statusCode()).isEqualTo(404);
    }

    @Test
    void anErrorEndsTheJobAndTheNextOneMayBegin() {
        Jobs jobs = console.bean(Jobs.class);
        long id = begin(jobs, (progress, stop) -> {
            throw new NoClassDefFoundError("dev/paco/Missing");
        });

        // Its thread dies of it.
        await().dontCatchUncaughtExceptions()
                .atMost(PATIENCE)
                .until(() -> state(id, "state").equals(List.of("failed")));
        assertThat(console.operator().get("/jobs/" + id).body())
                .contains("The console could not go on with it")
                .doesNotContain("NoClassDefFoundError", "dev/paco/Missing");
        long next = begin(jobs, (progress, stop) -> JobEnd.of(true, Map.of()));
        await().dontCatchUncaughtExceptions()
                .atMost(PATIENCE)
                .until(() -> state(next, "state").equals(List.of("done")));
    }

    @Test
    void aJobThatAnotherConsoleHasGivenUpStops() {
        long id = begin(console.bean(Jobs.class), UNTIL_STOPPED);
        await().atMost(PATIENCE).until(() -> state(id, "done").equals(List.of("50")));

        console.execute("UPDATE paco_console_jobs SET state = 'interrupted', ended_at = seen_at WHERE id = " + id);

        await().atMost(PATIENCE.dividedBy(2))
                .until(() -> state(id, "result ->> 'read'").equals(List.of("50")));
        assertThat(state(id, "state")).containsExactly("interrupted");
    }

    private List<String> state(long id, String column) {
        return console.query("SELECT " + column + " FROM paco_console_jobs WHERE id = " + id);
    }
}
