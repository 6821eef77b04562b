package dev.paco.consumer.redrive;

import dev.paco.consumer.deadletter.LetterId;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.RecordMetadata;

/** What the log has taken until now, and what not. Not thread-safe. */
final class Redriven {

    private final Map<LetterId, Letter> letters = new HashMap<>();
    private final Map<Integer, Long> ends = new HashMap<>();
    private final Map<String, Integer> failed = new TreeMap<>();

    void taken(Letter letter, RecordMetadata place) {
        letters.put(letter.id(), letter);
        ends.merge(place.partition(), place.offset() + 1, Math::max);
    }

    void failed(String why) {
        failed.merge(why, 1, Integer::sum);
    }

    int count() {
        return letters.size();
    }

    /** Offsets after the last redriven record of each partition. */
    Map<Integer, Long> ends() {
        return ends;
    }

    Map<String, Integer> failed() {
        return failed;
    }

    /** Whether {@code letter} is one that was redriven and has been refused since. */
    boolean includes(Letter letter) {
        Letter before = letters.get(letter.id());
        return before != null && letter.attempt() > before.attempt();
    }
}
