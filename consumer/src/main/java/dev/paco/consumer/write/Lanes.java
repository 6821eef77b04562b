package dev.paco.consumer.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Divides what was polled among statements that run at the same time. All records of a key, which is a conversation, are in one lane, in their
 * order; a few records are not worth more than one statement. Records are named by their index.
 */
final class Lanes {

    /** A statement's own cost is that of about as many rows. */
    static final int WORTH_A_STATEMENT = 200;

    private Lanes() {}

    /** At most {@code most} lanes, none of them empty. */
    static List<List<Integer>> of(List<ConsumerRecord<byte[], byte[]>> records, int most) {
        int count = Math.max(1, Math.min(most, records.size() / WORTH_A_STATEMENT));
        List<List<Integer>> lanes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lanes.add(new ArrayList<>());
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
