package dev.paco.console.export;

import java.time.Instant;
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
    private final Instant begunAt;
    private final AtomicLong rows = new AtomicLong();
    private volatile long expected;
    private volatile State state = State.WAITING;

    ExportRun(String username, Instant begunAt) {
        this.username = username;
        this.begunAt = begunAt;
    }

    boolean isOf(String user) {
        return username.equals(user);
    }

    boolean isWaitingSinceBefore(Instant time) {
        return state == State.WAITING && begunAt.isBefore(time);
    }

    void running() {
        state = State.RUNNING;
    }

    void ended(State end) {
        state = end;
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
