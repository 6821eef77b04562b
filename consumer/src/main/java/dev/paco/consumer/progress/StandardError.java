package dev.paco.consumer.progress;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.TimeUnit;

/** Where progress is told: a bar where somebody watches, lines where nobody does. */
public final class StandardError {

    private static final long PATIENCE_SECONDS = 2;

    private StandardError() {}

    /** A bar when this process' standard error is a terminal, else lines on {@code lines}. */
    public static Progress progress(PrintWriter lines) {
        return isTerminal() ? new ProgressOnTerminal(System.err) : new ProgressLines(lines);
    }

    /** Asks the shell's {@code test}: Java itself knows of standard input and output alone. */
    private static boolean isTerminal() {
        try {
            Process test = new ProcessBuilder("test", "-t", "2")
                    .redirectError(Redirect.INHERIT)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            return test.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && test.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
