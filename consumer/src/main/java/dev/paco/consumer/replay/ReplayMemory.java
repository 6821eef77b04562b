package dev.paco.consumer.replay;

import dev.paco.common.topic.PacoTopic;
import dev.paco.consumer.log.Reading;
import dev.paco.consumer.log.Reading.Phase;
import dev.paco.consumer.log.Span;
import dev.paco.consumer.log.WriterGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * How far a replay is, kept at the brokers as the offsets of a group without members; which span is read, and in which
 * phase, is in the offset's metadata. Not in Postgres: that is what may have just been restored. Brokers forget it after their
 * {@code offsets.retention.minutes}.
 */
final class ReplayMemory {

    private static final Pattern METADATA = Pattern.compile("(ALL|COPIES|OTHERS) (\\d{1,18})-(\\d{1,18})");

    private final Admin admin;
    private final String name;

    ReplayMemory(Admin admin, String name) {
        this.admin = admin;
        this.name = name;
    }

    String name() {
        return name;
    }

    /** How far it is; nothing when no replay of this name was broken off. */
    Map<Integer, Reading> load() {
        Map<Integer, Reading> readings = new TreeMap<>();
        Map<TopicPartition, OffsetAndMetadata> offsets;
        try {
            offsets = WriterGroup.answer(admin.listConsumerGroupOffsets(name).partitionsToOffsetAndMetadata());
        } catch (GroupIdNotFoundException never) {
            return readings;
        }
        offsets.forEach((partition, offset) -> {
            Matcher metadata = METADATA.matcher(offset == null ? "" : offset.metadata());
            if (metadata.matches()) {
                Span whole = new Span(Long.parseLong(metadata.group(2)), Long.parseLong(metadata.group(3)));
                readings.put(
                        partition.partition(), new Reading(whole, Phase.valueOf(metadata.group(1)), offset.offset()));
            }
        });
        return readings;
    }

    void save(Map<Integer, Reading> readings) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        readings.forEach((partition, reading) -> offsets.put(
                new TopicPartition(PacoTopic.MESSAGES.name(), partition),
                new OffsetAndMetadata(
                        reading.position(),
                        reading.phase() + " " + reading.whole().start() + "-"
                                + reading.whole().end())));
        WriterGroup.answer(admin.alterConsumerGroupOffsets(name, offsets).all());
    }

    void forget() {
        try {
            WriterGroup.answer(admin.deleteConsumerGroups(List.of(name)).all());
        } catch (GroupIdNotFoundException forgotten) {
            // That is what was asked for.
        }
    }
}
