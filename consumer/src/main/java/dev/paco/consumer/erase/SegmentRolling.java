package dev.paco.consumer.erase;

import dev.paco.consumer.log.WriterGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;

/**
 * While it is open, a topic's segments end with the next record that comes to them when they are {@link #AGE} old, and
 * records may be a little longer than usual. A broker deletes whole segments only, so what is to go must not share one
 * with what is to stay.
 *
 * <p>Brokers take a changed configuration some time after they have answered. They take all of it at once, and so a
 * partition's leader that gives records its own time, which is told to who sends them, ends segments, too.
 */
final class SegmentRolling implements AutoCloseable {

    /** Unusual, so that one that was left behind by a kill is told from a setting that somebody wants. */
    private static final String ROLL_MILLIS = "1001";

    /** How old a segment has to be. */
    static final Duration AGE = Duration.ofMillis(1500);

    private static final String SEGMENT_MILLIS = "segment.ms";
    private static final String TIMESTAMP_TYPE = "message.timestamp.type";
    private static final String TIME_OF_BROKER = "LogAppendTime";
    private static final String MAX_MESSAGE_BYTES = "max.message.bytes";
    private static final int HEADROOM = 4096;

    private final Admin admin;
    private final ConfigResource topic;
    private final ConfigEntry segmentMillis;
    private final ConfigEntry timestampType;
    private final ConfigEntry maxMessageBytes;

    private SegmentRolling(
            Admin admin,
            ConfigResource topic,
            ConfigEntry segmentMillis,
            ConfigEntry timestampType,
            ConfigEntry maxMessageBytes) {
        this.admin = admin;
        this.topic = topic;
        this.segmentMillis = segmentMillis;
        this.timestampType = timestampType;
        this.maxMessageBytes = maxMessageBytes;
    }

    static SegmentRolling of(String topicName, Admin admin) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, topicName);
        var config =
                WriterGroup.answer(admin.describeConfigs(List.of(topic)).all()).get(topic);
        if (config == null) {
            throw new IllegalStateException("The brokers say nothing of " + topicName);
        }
        SegmentRolling rolling = new SegmentRolling(
                admin, topic, config.get(SEGMENT_MILLIS), config.get(TIMESTAMP_TYPE), config.get(MAX_MESSAGE_BYTES));
        long larger = Long.parseLong(rolling.maxMessageBytes.value()) + HEADROOM;
        rolling.alter(List.of(
                set(SEGMENT_MILLIS, ROLL_MILLIS),
                set(TIMESTAMP_TYPE, TIME_OF_BROKER),
                set(MAX_MESSAGE_BYTES, Long.toString(Math.min(larger, Integer.MAX_VALUE)))));
        return rolling;
    }

    /** Whether the leader that has put {@code record} at {@code place} ended segments then. */
    static boolean reached(ProducerRecord<?, ?> record, RecordMetadata place) {
        return record.timestamp() != null && place.timestamp() != record.timestamp();
    }

    /** Segments end as before; records may still be longer. */
    void stop() {
        alter(List.of(restored(segmentMillis), restored(timestampType)));
    }

    @Override
    public void close() {
        alter(List.of(restored(segmentMillis), restored(timestampType), restored(maxMessageBytes)));
    }

    private AlterConfigOp restored(ConfigEntry before) {
        boolean leftBehind = isOfTopic(segmentMillis)
                && ROLL_MILLIS.equals(segmentMillis.value())
                && !before.name().equals(MAX_MESSAGE_BYTES);
        return isOfTopic(before) && !leftBehind
                ? set(before.name(), before.value())
                : new AlterConfigOp(new ConfigEntry(before.name(), ""), OpType.DELETE);
    }

    private static boolean isOfTopic(ConfigEntry entry) {
        return entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG;
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), OpType.SET);
    }

    private void alter(List<AlterConfigOp> changes) {
        WriterGroup.answer(admin.incrementalAlterConfigs(Map.of(topic, new ArrayList<>(changes)))
                .all());
    }
}
