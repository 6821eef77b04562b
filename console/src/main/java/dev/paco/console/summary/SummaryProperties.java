package dev.paco.console.summary;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages are summed up, and their words indexed, in the background.
 *
 * @param interval pause between two passes, more than 0; that old the numbers of a page may be
 * @param settle how long after a message was seen it is taken for certain that none with a lower id comes any more, provided that every
 *     transaction of then has ended, too
 * @param checkedBlocks blocks of 20,000 ids that each pass compares with the messages, oldest first and round and round, so that what was
 *     deleted or came late is counted right; 0 for none
 * @param share of the time, more than 0 to 1, that is worked at the first summing up and at the index; the rest is left to the writer
 * @param textBatch messages of which the words are indexed in a transaction, at least 1
 * @param textLength characters at the beginning of a message of which the words are indexed
 * @param textPause lag of the writers from which on no words are indexed
 */
@ConfigurationProperties("paco.console.summary")
public record SummaryProperties(
        @DefaultValue("5s") Duration interval,
        @DefaultValue("5s") Duration settle,
        @DefaultValue("2") int checkedBlocks,
        @DefaultValue("0.1") double share,
        @DefaultValue("500") int textBatch,
        @DefaultValue("100000") int textLength,
        @DefaultValue("5s") Duration textPause) {

    public SummaryProperties {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException(
                    "paco.console.summary.interval is " + interval + "; it must be positive");
        }
        if (checkedBlocks < 0) {
            throw new IllegalArgumentException(
                    "paco.console.summary.checked-blocks is " + checkedBlocks + "; it must not be negative");
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "paco.console.summary.share is " + share + "; it must be more than 0, at most 1");
        }
        if (textBatch < 1) {
            throw new IllegalArgumentException(
                    "paco.console.summary.text-batch is " + textBatch + "; it must be at least 1");
        }
    }
}
