package dev.paco.consumer.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** A line every few seconds, for files and pipes. */
public final class ProgressLines implements Progress {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final PrintWriter out;
    private String what = "";
    private long total;
    private long done;
    private long start;
    private long lastLine;
    private String lastTrouble = "";

    public ProgressLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void begins(String what, long total) {
        this.what = what;
        this.total = total;
        done = 0;
        start = System.nanoTime();
        lastLine = start;
        out.println(String.format(Locale.ROOT, "%s: %,d to do", what, total));
        out.flush();
    }

    @Override
    public synchronized void advances(long count) {
        done += count;
        lastTrouble = "";
        long now = System.nanoTime();
        if (now - lastLine >= INTERVAL.toNanos()) {
            lastLine = now;
            out.println(line(what, done, total, Duration.ofNanos(now - start)));
            out.flush();
        }
    }

    static String line(String what, long done, long total, Duration elapsed) {
        double rate = done / Math.max(elapsed.toMillis() / 1000.0, 0.001);
        String left = rate > 0 ? Math.round(Math.max(total - done, 0) / rate) + " s left" : "unknown time left";
        return String.format(
                Locale.ROOT,
                "%s: %,d of %,d (%d %%), %,.0f/s, %s",
                what,
                done,
                total,
                percent(done, total),
                rate,
                left);
    }

    private static long percent(long done, long total) {
        return total == 0 ? 100 : done * 100 / total;
    }

    @Override
    public synchronized void trouble(String sentence) {
        if (!sentence.equals(lastTrouble)) {
            lastTrouble = sentence;
            out.println("Waiting, will try again: " + sentence);
            out.flush();
        }
    }

    @Override
    public void close() {
        out.flush();
    }
}
