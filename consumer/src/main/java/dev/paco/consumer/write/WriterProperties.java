package dev.paco.consumer.write;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Writing.
 *
 * @param concurrency how many statements write at the same time at most, each on a connection of its own; more only while
 *     there is much to write
 * @param batchSize about how many records are written with one statement, at most half more; fewer while the database is slow
 * @param gather how far apart small batches begin, in which what comes meanwhile is gathered; nobody who is alone waits for it
 * @param fetchSize how many bytes are fetched at a time; it bounds the memory
 * @param timeout how long the records of a statement may take before that counts as an outage and they are tried again
 * @param retryAfter how long after a failure a batch is tried again at first; doubles up to {@code retryAtMost}
 * @param retryAtMost the longest pause between two tries
 * @param replicationFactor of topics that the consumer has to create; -1 is the brokers' default
 */
@ConfigurationProperties("paco.consumer.write")
public record WriterProperties(
        @DefaultValue("2") int concurrency,
        @DefaultValue("1000") int batchSize,
        @DefaultValue("5ms") Duration gather,
        @DefaultValue("8MB") DataSize fetchSize,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("250ms") Duration retryAfter,
        @DefaultValue("2s") Duration retryAtMost,
        @DefaultValue("-1") short replicationFactor) {}
