package dev.paco.console.job;

import dev.paco.console.page.SeeOther;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.result.view.Rendering;

/**
 * A job as pages show it.
 *
 * @param job that is shown
 * @param now when
 */
public record JobPage(Job job, Instant now) {

    private static final int STEP = 10;

    /** Shows a job after a form was sent. */
    public static Rendering redirect(long id) {
        return SeeOther.at("/jobs/" + id);
    }

    public List<Fact> parameters() {
        return Facts.of(job.parameters());
    }

    public List<Fact> result() {
        return Facts.of(job.result());
    }

    /** The result, or what is in its place, in a line. */
    public String outcome() {
        String sentence = job.sentence();
        return sentence == null ? Facts.line(job.result()) : sentence;
    }

    public String parameterLine() {
        String line = Facts.line(job.parameters());
        return job.isDryRun() ? "dry run; " + line : line;
    }

    /** How far it is, in words. */
    public String pace() {
        JobPosition at = job.position();
        if (at.total() <= 0) {
            return at.done() == 0 ? "" : number(at.done());
        }
        return number(at.done()) + " of " + number(at.total()) + " (" + at.percent() + " %), "
                + number(Math.round(at.rate(now))) + " a second";
    }

    public @Nullable Duration left() {
        return job.position().left(now);
    }

    /** The same in few steps, for those who hear the page. */
    public String status() {
        JobPosition at = job.position();
        String phase = at.phase().isEmpty() ? "Starting" : at.phase();
        return at.total() <= 0 ? phase : phase + ", " + at.percent() / STEP * STEP + " % done";
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
