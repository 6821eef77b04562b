package dev.paco.common.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A topic of the pipeline, as it is created where it is missing.
 *
 * @param name the name on the broker
 * @param partitions how many it is created with; never changed in place, since the order hangs on it
 * @param configuration the topic-level configuration that it is created with
 */
public record PacoTopic(String name, int partitions, Map<String, String> configuration) {

    /** Every message that was ever acknowledged, in order per conversation; kept for ever, replay starts from it. */
    public static final PacoTopic MESSAGES = new PacoTopic("paco.messages", 12, keptForEver(1_048_588));

    /** What can never be written, with its original bytes; larger records fit, since the reason is added. */
    public static final PacoTopic DEAD_LETTERS = new PacoTopic("paco.messages.dlt", 12, keptForEver(10_485_760));

    /** What became of the events that a gateway waits for; a gateway reads one partition of it, from its end. */
    public static final PacoTopic CONFIRMATIONS =
            new PacoTopic("paco.confirmations", 12, keptFor(Duration.ofMinutes(10)));

    /** All of them. */
    public static List<PacoTopic> all() {
        return List.of(MESSAGES, DEAD_LETTERS, CONFIRMATIONS);
    }

    private static Map<String, String> keptForEver(int maxMessageBytes) {
        return Map.of(
                "cleanup.policy", "delete",
                "retention.ms", "-1",
                "retention.bytes", "-1",
                "max.message.bytes", Integer.toString(maxMessageBytes));
    }

    private static Map<String, String> keptFor(Duration retention) {
        return Map.of(
                "cleanup.policy", "delete",
                "retention.ms", Long.toString(retention.toMillis()),
                // What is of use for seconds needs no disk: also where a broker flushes whatever it acknowledges.
                "flush.messages", Long.toString(Long.MAX_VALUE));
    }
}
