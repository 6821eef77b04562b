package dev.paco.console.download;

import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Flux;

/** A file that somebody takes, from when it was asked for until it is over. Written by the thread that sends it, read by all. */
public final class Download {

    private enum State {
        WAITING,
        RUNNING,
        OVER
    }

    private final Instant begunAt;
    private final Duration stalledAfter;
    private volatile State state = State.WAITING;

    Download(Instant begunAt, Duration stalledAfter) {
        this.begunAt = begunAt;
        this.stalledAfter = stalledAfter;
    }

    /** The pieces of the file, with whose end it is over; an error when nobody takes the next one for too long. */
    public <T> Flux<T> of(Flux<T> pieces) {
        return Flux.defer(() -> {
                    state = State.RUNNING;
                    return pieces.timeout(stalledAfter);
                })
                .doOnTerminate(this::over)
                .doOnCancel(this::over);
    }

    /** Makes place for another one. */
    public void over() {
        state = State.OVER;
    }

    boolean isOver() {
        return state == State.OVER;
    }

    boolean isWaitingSinceBefore(Instant time) {
        return state == State.WAITING && begunAt.isBefore(time);
    }
}
