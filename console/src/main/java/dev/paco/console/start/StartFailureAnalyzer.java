package dev.paco.console.start;

import dev.paco.common.start.StartFailureException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a {@link StartFailureException} as a description and an action instead of a stack trace. */
final class StartFailureAnalyzer extends AbstractFailureAnalyzer<StartFailureException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StartFailureException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
