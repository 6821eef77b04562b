package dev.paco.consumer.log;

import dev.paco.common.event.IsoTimestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Where reading a partition begins or ends. */
public sealed interface LogBound {

    /** Takes the branch that applies. */
    <T> T fold(
            Function<Beginning, T> beginning, Function<End, T> end, Function<Offset, T> offset, Function<Time, T> time);

    /** Reads {@code beginning}, {@code end}, an offset or a time; empty for anything else. */
    static Optional<LogBound> of(String text) {
        if (text.equals("beginning")) {
            return Optional.of(new Beginning());
        }
        if (text.equals("end")) {
            return Optional.of(new End());
        }
        return text.matches("\\d{1,18}")
                ? Optional.of(new Offset(Long.parseLong(text)))
                : IsoTimestamp.parse(text).map(Time::new);
    }

    /** The first record that is there. */
    record Beginning() implements LogBound {
        @Override
        public <T> T fold(
                Function<Beginning, T> beginning,
                Function<End, T> end,
                Function<Offset, T> offset,
                Function<Time, T> time) {
            return beginning.apply(this);
        }
    }

    /** After the last record that is there. */
    record End() implements LogBound {
        @Override
        public <T> T fold(
                Function<Beginning, T> beginning,
                Function<End, T> end,
                Function<Offset, T> offset,
                Function<Time, T> time) {
            return end.apply(this);
        }
    }

    /** This offset. */
    record Offset(long offset) implements LogBound {
        @Override
        public <T> T fold(
                Function<Beginning, T> beginning,
                Function<End, T> end,
                Function<Offset, T> offsetCase,
                Function<Time, T> time) {
            return offsetCase.apply(this);
        }
    }

    /** The first record that came to the log at this time or later. */
    record Time(Instant time) implements LogBound {
        @Override
        public <T> T fold(
                Function<Beginning, T> beginning,
                Function<End, T> end,
                Function<Offset, T> offset,
                Function<Time, T> timeCase) {
            return timeCase.apply(this);
        }
    }
}
