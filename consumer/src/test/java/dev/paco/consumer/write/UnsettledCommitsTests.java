package dev.paco.consumer.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.MessageSource;
import dev.paco.common.event.Outcome;
import dev.paco.common.event.Provider;
import dev.paco.common.event.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UnsettledCommitsTests {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final UnsettledCommits commits =
            new UnsettledCommits(new WriteMetrics(meters), Clock.fixed(NOW, ZoneOffset.UTC));
    private final MessageEvent message = message("one");

    @Test
    void aCopyInTheSameTryIsADuplicate() {
        commits.saved(message);

        assertThat(commits.outcomeOfFound(message)).isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void whatATryThatWasBrokenOffHasWrittenIsThatOnceHoweverManyTriesFollow() {
        commits.saved(message);
        commits.brokenOff();
        assertThat(commits.outcomeOfFound(message)).isEqualTo(Outcome.SAVED);
        commits.brokenOff();

        assertThat(commits.outcomeOfFound(message)).isEqualTo(Outcome.SAVED);
        assertThat(commits.outcomeOfFound(message)).isEqualTo(Outcome.DUPLICATE);
        assertThat(meters.get("paco.consumer.latency").timer().count()).isEqualTo(1);
    }

    @Test
    void anotherTextOfItsKeyIsOfItsOwn() {
        commits.saved(message);
        commits.revised(message("two"));
        commits.brokenOff();

        assertThat(commits.outcomeOfFound(message("three"))).isEqualTo(Outcome.DUPLICATE);
        assertThat(commits.outcomeOfFound(message("two"))).isEqualTo(Outcome.REVISED);
    }

    @Test
    void whatIsSettledIsForgotten() {
        commits.saved(message);
        commits.brokenOff();
        commits.settled();

        assertThat(commits.outcomeOfFound(message)).isEqualTo(Outcome.DUPLICATE);
    }

    private static MessageEvent message(String content) {
        return new MessageEvent(
                new UUID(1, 2),
                "RID001",
                Role.USER,
                content,
                NOW,
                Provider.OPENAI,
                null,
                null,
                "c",
                NOW,
                MessageSource.FRONTEND,
                null,
                null);
    }
}
