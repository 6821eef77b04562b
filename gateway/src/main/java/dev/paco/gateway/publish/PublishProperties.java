package dev.paco.gateway.publish;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Putting events on the log.
 *
 * @param timeout how long a request waits for the log before it is answered 503
 * @param deliveryTimeout how long the event itself is tried; longer than {@code timeout}, so that the message of a
 *     client that never retries still gets through a short outage
 * @param maxInFlight how many events may be on their way; the next is answered 503
 * @param minInFlight how many events may always be on their way, however late the log acknowledges
 * @param late an acknowledgment that takes longer lets fewer events be on their way, so that what is taken does not wait longer and
 *     longer; shorter than {@code timeout}
 * @param maxInFlightSize how many bytes of events may be on their way; the next is answered 503
 * @param linger how long the producer waits for more events to send together
 * @param compression the producer's {@code compression.type}
 */
@ConfigurationProperties("paco.gateway.publish")
record PublishProperties(
        @DefaultValue("2500ms") Duration timeout,
        @DefaultValue("30s") Duration deliveryTimeout,
        @DefaultValue("10000") int maxInFlight,
        @DefaultValue("200") int minInFlight,
        @DefaultValue("250ms") Duration late,
        @DefaultValue("32MB") DataSize maxInFlightSize,
        @DefaultValue("1ms") Duration linger,
        @DefaultValue("lz4") String compression) {}
