package dev.paco.consumer.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class LanesTests {

    private static final int MANY = 10 * Lanes.WORTH_A_STATEMENT;

    @Test
    void fewRecordsAreOneLane() {
        assertThat(Lanes.of(records(2 * Lanes.WORTH_A_STATEMENT - 1, 50), 4, MANY))
                .containsExactly(IntStream.range(0, 2 * Lanes.WORTH_A_STATEMENT - 1)
                        .boxed()
                        .toList());
        assertThat(Lanes.of(List.of(), 4, MANY)).isEmpty();
    }

    @Test
    void everyRecordIsInOneLaneWithTheOthersOfItsKeyInTheirOrder() {
        List<ConsumerRecord<byte[], byte[]>> records = records(MANY, 37);
        List<List<Integer>> lanes = Lanes.of(records, 4, MANY);
        assertThat(lanes).hasSize(4);
        assertThat(lanes.stream().flatMap(List::stream)).hasSize(MANY).doesNotHaveDuplicates();
        Map<String, Integer> laneOfKey = new HashMap<>();
        for (int lane = 0; lane < lanes.size(); lane++) {
            assertThat(lanes.get(lane)).isSorted();
            for (int index : lanes.get(lane)) {
                String key = new String(records.get(index).key(), UTF_8);
                assertThat(laneOfKey.putIfAbsent(key, lane)).isIn(null, lane);
            }
        }
    }

    @Test
    void manyConversationsAreSharedOutEvenly() {
        assertThat(Lanes.of(records(MANY, 1_000), 2, MANY))
                .allSatisfy(lane -> assertThat(lane).hasSizeBetween(MANY / 4, 3 * MANY / 4));
    }

    @Test
    void moreThanTheStatementsAtATimeCanTakeIsMoreLanes() {
        assertThat(Lanes.of(records(MANY, 1_000), 2, MANY / 5)).hasSize(5);
        assertThat(Lanes.of(records(MANY, 1_000), 2, 10))
                .as("none is smaller than what is worth a statement")
                .hasSize(MANY / Lanes.WORTH_A_STATEMENT);
    }

    @Test
    void oneConversationIsOneLaneHoweverLong() {
        assertThat(Lanes.of(records(MANY, 1), 4, MANY)).hasSize(1);
        assertThat(Lanes.of(
                        IntStream.range(0, MANY)
                                .mapToObj(i -> new ConsumerRecord<byte[], byte[]>("t", 0, i, null, new byte[0]))
                                .toList(),
                        4,
                        MANY))
                .hasSize(1);
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(int count, int keys) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(new ConsumerRecord<>("t", 0, i, ("conv_" + i % keys).getBytes(UTF_8), new byte[0]));
        }
        return records;
    }
}
