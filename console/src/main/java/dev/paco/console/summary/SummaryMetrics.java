package dev.paco.console.summary;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Tells how far the summaries and the index are behind the messages, and what keeping them takes. */
@Component
final class SummaryMetrics {

    private final AtomicLong summariesBehind;
    private final AtomicLong textsBehind;
    private final Timer passes;
    private final Counter corrected;
    private final Counter failures;

    SummaryMetrics(MeterRegistry registry) {
        summariesBehind = behind("paco.console.summary.behind", "Ids of messages that are not summed up yet", registry);
        textsBehind = behind("paco.console.texts.behind", "Ids of messages whose words are not indexed yet", registry);
        passes = Timer.builder("paco.console.summary.pass")
                .description("How long a pass over new messages took")
                .register(registry);
        corrected = Counter.builder("paco.console.summary.corrected")
                .description("Conversations and counts of a block that a check found to be other than the messages are")
                .register(registry);
        failures = Counter.builder("paco.console.summary.failures")
                .description("Passes that the database broke off")
                .register(registry);
    }

    void summariesAreBehind(long ids) {
        summariesBehind.set(ids);
    }

    void textsAreBehind(long ids) {
        textsBehind.set(ids);
    }

    void passed(Duration took) {
        passes.record(took);
    }

    void corrected(int rows) {
        corrected.increment(rows);
    }

    void failed() {
        failures.increment();
    }

    private static AtomicLong behind(String name, String description, MeterRegistry registry) {
        AtomicLong ids = new AtomicLong();
        Gauge.builder(name, ids, AtomicLong::get).description(description).register(registry);
        return ids;
    }
}
