package dev.paco.gateway.auth;

import com.fasterxml.uuid.Generators;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The token of a request. It is here, since nobody else than its package knows it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenBenchmark {

    private static final int MANY = 4096;

    private final Tokens remembering = tokens(100);
    private final Tokens forgetting = tokens(0);
    private final String known = remembering.issue("RID001").value();
    private final List<String> many = Stream.generate(
                    () -> forgetting.issue("RID001").value())
            .limit(MANY)
            .toList();
    private int next;

    @Benchmark
    public Object verifyKnown() {
        return remembering.verify(known);
    }

    /** The signature is computed, the claims are read. One after the other, since a cache forgets in the background. */
    @Benchmark
    public Object verifyUnknown() {
        return forgetting.verify(many.get(next++ % MANY));
    }

    @Benchmark
    public Object issue() {
        return remembering.issue("RID001");
    }

    private static Tokens tokens(int remembered) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource();
        source.put("paco.gateway.auth.secret", "0123456789abcdefghijklmnopqrstuvwxyz-bench");
        source.put("paco.gateway.auth.verified-tokens", remembered);
        AuthProperties properties =
                new Binder(source).bindOrCreate("paco.gateway.auth", Bindable.of(AuthProperties.class));
        Clock clock = Clock.systemUTC();
        CurrentKeys keys = new CurrentKeys(properties, clock, new AuthMetrics(new SimpleMeterRegistry()));
        return new Tokens(properties, keys, clock, Generators.timeBasedEpochGenerator());
    }
}
