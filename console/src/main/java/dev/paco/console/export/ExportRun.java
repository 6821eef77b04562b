package dev.paco.console.export;

import dev.paco.console.download.Download;
import java.util.concurrent.atomic.AtomicLong;

/** An export that was begun: how far it is. Written by the thread that exports, read by all. */
final class ExportRun {

    /** What has become of an export. */
    enum State {
        WAITING,
        RUNNING,
        COMPLETE,
        FAILED,
        STOPPED;

        public boolean isOver() {
            return this != WAITING && this != RUNNING;
        }
    }

    private final String username;
    private final Download download;
    private final AtomicLong rows = new AtomicLong();
    private volatile long expected;
    private volatile State state = State.WAITING;

    ExportRun(String username, Download download) {
        this.username = username;
        this.download = download;
    }

    boolean isOf(String user) {
        return username.equals(user);
    }

    Download download() {
        return download;
    }

    void running() {
        state = State.RUNNING;
    }

    void ended(State end) {
        state = end;
        download.over();
    }

    void expect(long messages) {
        expected = messages;
    }

    void addRow() {
        rows.incrementAndGet();
    }

    long rows() {
        return rows.get();
    }

    /** A moment of it. */
    ExportProgress progress() {
        return new ExportProgress(state, rows.get(), Math.max(expected, rows.get()));
    }
}
