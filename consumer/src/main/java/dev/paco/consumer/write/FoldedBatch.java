package dev.paco.consumer.write;

import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.Outcome;
import dev.paco.consumer.write.WriteOutcome.Erased;
import dev.paco.consumer.write.WriteOutcome.Stored;
import dev.paco.consumer.write.WriteOutcome.Unwritable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a batch with their duplicates folded: one statement must not meet a key twice. Messages are named by
 * their index. Not thread-safe.
 */
final class FoldedBatch {

    private final List<MessageEvent> messages;
    private final int[] firstOfKey;
    private final int[] firstOfText;
    private final @Nullable WriteOutcome[] outcomes;

    private FoldedBatch(List<MessageEvent> messages, int[] firstOfKey, int[] firstOfText) {
        this.messages = messages;
        this.firstOfKey = firstOfKey;
        this.firstOfText = firstOfText;
        this.outcomes = new WriteOutcome[messages.size()];
    }

    static FoldedBatch of(List<MessageEvent> messages) {
        Map<UUID, Integer> keys = new HashMap<>();
        Map<Text, Integer> texts = new HashMap<>();
        int[] firstOfKey = new int[messages.size()];
        int[] firstOfText = new int[messages.size()];
        for (int i = 0; i < messages.size(); i++) {
            int first = first(keys, messages.get(i).messageKey(), i);
            firstOfKey[i] = first;
            firstOfText[i] = i;
            // Texts are compared only where a key comes again.
            if (first < i) {
                first(texts, Text.of(messages.get(first)), first);
                firstOfText[i] = first(texts, Text.of(messages.get(i)), i);
            }
        }
        return new FoldedBatch(messages, firstOfKey, firstOfText);
    }

    private static <K> int first(Map<K, Integer> firsts, K key, int index) {
        Integer first = firsts.putIfAbsent(key, index);
        return first == null ? index : first;
    }

    /** The first message of each key, in order. */
    List<Integer> firstCopies() {
        return where(i -> firstOfKey[i] == i);
    }

    /** Each text that is not yet settled and whose key has, or may have, a row. */
    List<Integer> toFind() {
        return where(i -> isOpen(i) && !isUnstored(outcomes[firstOfKey[i]]));
    }

    /** Each text that is not yet settled and whose key's first copy was not stored. */
    List<Integer> otherTextsOfUnstored() {
        return where(i -> isOpen(i) && isUnstored(outcomes[firstOfKey[i]]));
    }

    List<MessageEvent> at(List<Integer> indices) {
        return indices.stream().map(messages::get).toList();
    }

    void note(int index, WriteOutcome outcome) {
        outcomes[index] = outcome;
    }

    void note(List<Integer> indices, List<Optional<WriteOutcome>> known) {
        for (int i = 0; i < known.size(); i++) {
            int index = indices.get(i);
            known.get(i).ifPresent(outcome -> note(index, outcome));
        }
    }

    /**
     * The outcome of every message; a further copy of a text is a duplicate.
     *
     * @throws UnsettledKeyException when a key was neither inserted nor found
     */
    List<WriteOutcome> outcomes() {
        List<WriteOutcome> all = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            WriteOutcome first = outcomes[firstOfText[i]];
            if (first == null) {
                throw new UnsettledKeyException(messages.get(i).messageKey());
            }
            all.add(firstOfText[i] == i ? first : copyOf(first));
        }
        return all;
    }

    private static WriteOutcome copyOf(WriteOutcome first) {
        return first.fold(
                stored -> new Stored(Outcome.DUPLICATE, stored.messageId(), stored.timestamp()),
                noted -> noted,
                unwritable -> unwritable,
                erased -> erased);
    }

    private static boolean isUnstored(@Nullable WriteOutcome outcome) {
        return outcome instanceof Unwritable || outcome instanceof Erased;
    }

    private boolean isOpen(int index) {
        return firstOfText[index] == index && outcomes[index] == null;
    }

    private List<Integer> where(IntPredicate condition) {
        return IntStream.range(0, messages.size()).filter(condition).boxed().toList();
    }

    private record Text(UUID messageKey, String content) {

        static Text of(MessageEvent message) {
            return new Text(message.messageKey(), message.content());
        }
    }
}
