package dev.paco.consumer.replay;

import dev.paco.consumer.log.Reading;
import dev.paco.consumer.progress.Progress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.KafkaException;

/** What is still to be replayed, here and in the memory of it; a dry run remembers nothing. Thread-safe. */
final class Remaining {

    private final Map<Integer, Reading> readings;
    private final ReplayMemory memory;
    private final boolean forgetful;
    private final Progress progress;

    Remaining(Map<Integer, Reading> readings, ReplayMemory memory, boolean forgetful, Progress progress) {
        this.readings = new ConcurrentHashMap<>(readings);
        this.memory = memory;
        this.forgetful = forgetful;
        this.progress = progress;
    }

    Map<Integer, Reading> readings() {
        return Map.copyOf(readings);
    }

    void note(int partition, Reading reading) {
        readings.put(partition, reading);
    }

    boolean isNothing() {
        return readings.values().stream().allMatch(Reading::isDone);
    }

    /** Remembers it; throws when the brokers do not answer. */
    void save() {
        if (!forgetful) {
            memory.save(readings());
        }
    }

    /** Remembers it if the brokers answer: what is not remembered is replayed again, which changes nothing. */
    void trySave() {
        try {
            save();
        } catch (KafkaException outage) {
            progress.trouble("progress was not kept: " + outage.getMessage());
        }
    }

    /** Makes a completed replay one that cannot be resumed. */
    void forget() {
        if (!forgetful) {
            try {
                memory.forget();
            } catch (KafkaException outage) {
                progress.trouble("the progress of this replay was not removed: " + outage.getMessage());
            }
        }
    }
}
