package dev.paco.consumer.progress;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar with rate and time left. */
final class ProgressOnTerminal implements Progress {

    private static final int WIDTH = 100;

    private final PrintStream terminal;
    private @Nullable ProgressBar bar;
    private String lastTrouble = "";

    ProgressOnTerminal(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void begins(String what, long total) {
        close();
        bar = new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
                .showSpeed()
                .build();
    }

    @Override
    public synchronized void advances(long count) {
        lastTrouble = "";
        if (bar != null) {
            bar.stepBy(count);
        }
    }

    @Override
    public synchronized void trouble(String sentence) {
        if (!sentence.equals(lastTrouble)) {
            lastTrouble = sentence;
            terminal.println("\rWaiting, will try again: " + sentence);
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
