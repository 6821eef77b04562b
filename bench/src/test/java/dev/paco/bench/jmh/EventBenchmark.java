package dev.paco.bench.jmh;

import dev.paco.common.event.DecodeResult;
import dev.paco.common.event.EventHeaders;
import dev.paco.common.event.IsoTimestamp;
import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.MessageEventCodec;
import dev.paco.common.event.MessageSource;
import dev.paco.common.event.Provider;
import dev.paco.common.event.Role;
import dev.paco.common.identity.MessageIdentity;
import dev.paco.common.identity.MessageKey;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The event: its key, its bytes, its times. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EventBenchmark {

    private static final String TEXT = "Well, I slept a little better than last week, and the walks help. ".repeat(3);
    private static final Instant TIME = Instant.parse("2025-01-08T16:00:00.123456Z");

    private final MessageEventCodec codec = new MessageEventCodec();
    private final MessageIdentity identity = new MessageIdentity(
            "RID001", Provider.ELEVENLABS, "conv_0123456789", "17", null, null, Role.USER, TIME, TEXT);
    private final MessageEvent event = new MessageEvent(
            new UUID(1, 2),
            "RID001",
            Role.USER,
            TEXT,
            TIME,
            Provider.ELEVENLABS,
            "conv_0123456789",
            "17",
            null,
            TIME,
            MessageSource.FRONTEND,
            null,
            null);
    private final byte[] bytes = codec.encode(event);

    @Benchmark
    public UUID key() {
        return MessageKey.of(identity);
    }

    @Benchmark
    public byte[] encode() {
        return codec.encode(event);
    }

    @Benchmark
    public DecodeResult decode() {
        return codec.decode(bytes, EventHeaders.MESSAGE_SUBMITTED_V1);
    }

    @Benchmark
    public String formatTime() {
        return IsoTimestamp.format(TIME);
    }

    @Benchmark
    public Optional<Instant> parseTime() {
        return IsoTimestamp.parse("2025-01-08T16:00:00.123456Z");
    }
}
