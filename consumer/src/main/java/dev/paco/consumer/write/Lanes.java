package dev.paco.consumer.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Divides what was polled among statements that may run at the same time. All records of a key, which is a conversation, are in one lane, in their
 * order; a few records are not worth more than one statement. Records are named by their index.
 */
final class Lanes {

    /** A statement's own cost is that of about as many rows. */
    static final int WORTH_A_STATEMENT = 200;

    private Lanes() {}

    /**
     * At least as many lanes as there may be statements at a time, where that is worth it, and more for more records: who is done with
     * one takes the next.
     *
     * @param statements how many there may be at a time
     * @param rows how many a statement should have
     */
    static List<List<Integer>> of(List<ConsumerRecord<byte[], byte[]>> records, int statements, int rows) {
        int worthIt = Math.max(1, records.size() / WORTH_A_STATEMENT);
        int count = Math.min(worthIt, Math.max(statements, records.size() / rows));
        List<List<Integer>> lanes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lanes.add(new ArrayList<>(records.size() / count));
        }
        for (int i = 0; i < records.size(); i++) {
            lanes.get(Math.floorMod(spread(Arrays.hashCode(records.get(i).key())), count))
                    .add(i);
        }
        lanes.removeIf(List::isEmpty);
        return lanes;
    }

    /** Brokers have chosen the partition by a hash of the key as well: what is left of it must still differ. */
    private static int spread(int hash) {
        return hash ^ (hash >>> 16);
    }
}
