package dev.paco.consumer.redrive;

import dev.paco.consumer.deadletter.LetterId;
import dev.paco.consumer.log.ErasureNotices;
import dev.paco.consumer.log.LogClients;
import dev.paco.consumer.log.Reading;
import dev.paco.consumer.log.Span;
import dev.paco.consumer.progress.Progress;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The newest letters, kept in memory without their content: the first look reads the whole topic, later ones what came since. Letters
 * that were deleted from the topic's beginning, by an erasure, go here, too. Not thread-safe.
 */
public final class LetterIndex {

    private static final Comparator<Letter> AGE =
            Comparator.comparing(Letter::refusedAt).thenComparing(Letter::id);

    /** More than the limit are held while reading, so that not every letter costs a look for the oldest. */
    private static final int SLACK = 10_000;

    private final LogClients log;
    private final LetterActs acts;
    private final int limit;
    private final Map<LetterId, Letter> letters = new TreeMap<>();
    private final Map<Integer, Long> positions = new HashMap<>();
    private long leftOut;

    /**
     * An index that has read nothing yet.
     *
     * @param limit how many letters are kept
     */
    public LetterIndex(LogClients log, LetterActs acts, int limit) {
        this.log = log;
        this.acts = acts;
        this.limit = limit;
    }

    /** The letters as they are now. Blocks until all is read. */
    public DeadLetters look(Progress progress) throws SQLException {
        Map<Integer, Reading> whole = DeadLetters.all(log);
        if (wasReplaced(whole)) {
            letters.clear();
            positions.clear();
            leftOut = 0;
        }
        letters.values().removeIf(letter -> isDeleted(letter, whole));
        Map<Integer, Reading> rest = rest(whole);
        if (!rest.isEmpty()) {
            DeadLetters.forEach(log, rest, progress, this::add);
        }
        shorten(limit);
        whole.forEach(
                (partition, reading) -> positions.put(partition, reading.whole().end()));
        return new DeadLetters(new TreeMap<>(letters), acts.last());
    }

    /** How many older letters are not kept. */
    public long leftOut() {
        return leftOut;
    }

    /** Whether the topic ends before where it was read to: it is another one. */
    private boolean wasReplaced(Map<Integer, Reading> whole) {
        return whole.entrySet().stream()
                .anyMatch(now -> now.getValue().whole().end() < positions.getOrDefault(now.getKey(), 0L));
    }

    private static boolean isDeleted(Letter letter, Map<Integer, Reading> whole) {
        Reading now = whole.get(letter.partition());
        return now == null || letter.offset() < now.whole().start();
    }

    /** What was not read yet; of a partition that was never read, moved letters first. */
    private Map<Integer, Reading> rest(Map<Integer, Reading> whole) {
        Map<Integer, Reading> rest = new HashMap<>();
        whole.forEach((partition, reading) -> {
            Long position = positions.get(partition);
            Span span = reading.whole();
            Reading unread = position == null
                    ? reading
                    : Reading.of(new Span(Math.max(position, span.start()), span.end()), false);
            if (unread.left() > 0) {
                rest.put(partition, unread);
            }
        });
        return rest;
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        if (ErasureNotices.of(record).isEmpty()) {
            Letter letter = Letter.of(record);
            letters.merge(letter.id(), letter, DeadLetters::later);
            if (letters.size() > limit + SLACK) {
                shorten(limit);
            }
        }
    }

    private void shorten(int size) {
        if (letters.size() > size) {
            List<Letter> oldest = letters.values().stream()
                    .sorted(AGE)
                    .limit((long) letters.size() - size)
                    .toList();
            oldest.forEach(letter -> letters.remove(letter.id()));
            leftOut += oldest.size();
        }
    }
}
