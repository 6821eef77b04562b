package dev.paco.common.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LoggedFailureTests {

    @Test
    void tellsWhereItCameFromAndWhyButNotWhatWasAskedFor() {
        IllegalArgumentException cause = new IllegalArgumentException("the cause");
        cause.addSuppressed(new IllegalStateException("HTTP GET \"/?text=words\""));
        IllegalStateException failure = new IllegalStateException("the failure", cause);
        failure.addSuppressed(new IllegalStateException("HTTP GET \"/?text=words\""));

        StringWriter written = new StringWriter();
        LoggedFailure.of(failure).printStackTrace(new PrintWriter(written, true));

        assertThat(written.toString())
                .contains(
                        "java.lang.IllegalStateException: the failure",
                        "java.lang.IllegalArgumentException: the cause",
                        "at dev.paco.common.log.LoggedFailureTests.")
                .doesNotContain("words", "Suppressed");
    }

    @Test
    void endsWhereCausesGoRoundInACircle() {
        IllegalStateException one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("another", one));

        assertThat(LoggedFailure.of(one)).hasMessageContaining("one");
    }
}
