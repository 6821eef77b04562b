package dev.paco.consumer.redrive;

import dev.paco.common.topic.PacoTopic;
import dev.paco.consumer.deadletter.LetterId;
import dev.paco.consumer.log.ErasureNotices;
import dev.paco.consumer.log.LogBound;
import dev.paco.consumer.log.LogClients;
import dev.paco.consumer.log.LogReader;
import dev.paco.consumer.log.LogSpans;
import dev.paco.consumer.log.Reading;
import dev.paco.consumer.log.Span;
import dev.paco.consumer.progress.Progress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The letters that stand on {@code paco.messages.dlt}, each once, with what was done with it, as they were at one time. */
public final class DeadLetters {

    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<LetterId, Letter> letters;
    private final Map<LetterId, Act> acts;

    /** Takes both over; they never change again. */
    DeadLetters(Map<LetterId, Letter> letters, Map<LetterId, Act> acts) {
        this.letters = letters;
        this.acts = acts;
    }

    /** Reads them all, as they are now. */
    public static DeadLetters read(LogClients log, LetterActs acts, Progress progress) throws SQLException {
        Map<LetterId, Letter> letters = new TreeMap<>();
        forEach(log, all(log), progress, record -> {
            if (ErasureNotices.of(record).isEmpty()) {
                Letter letter = Letter.of(record);
                letters.merge(letter.id(), letter, DeadLetters::later);
            }
        });
        return new DeadLetters(letters, acts.last());
    }

    /** That of two copies of a letter which counts. */
    static Letter later(Letter one, Letter other) {
        return other.attempt() >= one.attempt() ? other : one;
    }

    /** Those that {@code filter} chooses, by name. */
    public List<Letter> chosenBy(LetterFilter filter) {
        return letters.values().stream()
                .filter(letter -> filter.test(letter, state(letter)))
                .toList();
    }

    /** What was done with {@code letter} since it was last refused. */
    public LetterState state(Letter letter) {
        Act act = act(letter);
        return act == null ? LetterState.OPEN : act.state();
    }

    /** The last act on {@code letter} since it was last refused; null when there was none. */
    public @Nullable Act act(Letter letter) {
        Act act = acts.get(letter.id());
        return act == null || act.attempt() < letter.attempt() ? null : act;
    }

    /** Those of {@code ids} that there are no letters of. */
    public Set<LetterId> missing(Set<LetterId> ids) {
        return ids.stream().filter(id -> !letters.containsKey(id)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The bytes of {@code letter}. */
    public static LetterContents contents(Letter letter, LogClients log, Progress progress) {
        List<LetterContents> found = new ArrayList<>();
        Span place = new Span(letter.offset(), letter.offset() + 1);
        forEach(
                log,
                Map.of(letter.partition(), Reading.of(place, false)),
                progress,
                record -> found.add(new LetterContents(record)));
        return found.get(0);
    }

    /** What there is to read of the topic now. */
    static Map<Integer, Reading> all(LogClients log) {
        try (var consumer = log.consumer(1, 1)) {
            return LogSpans.of(consumer, PacoTopic.DEAD_LETTERS.name(), Set.of())
                    .between(new LogBound.Beginning(), new LogBound.End());
        }
    }

    /** Gives each letter of {@code readings} to {@code action}. */
    static void forEach(
            LogClients log,
            Map<Integer, Reading> readings,
            Progress progress,
            Consumer<ConsumerRecord<byte[], byte[]>> action) {
        try (LogReader reader = new LogReader(log.bulkConsumer(), PacoTopic.DEAD_LETTERS.name(), readings)) {
            progress.begins("Reading dead letters", reader.left());
            long lastRecords = System.nanoTime();
            while (!reader.isDone()) {
                long left = reader.left();
                reader.poll(POLL).forEach(action);
                if (reader.left() < left) {
                    lastRecords = System.nanoTime();
                    progress.advances(left - reader.left());
                } else if (System.nanoTime() - lastRecords > SILENCE.toNanos()) {
                    progress.trouble("the brokers have given no records for " + SILENCE.toSeconds() + " s");
                }
            }
        }
    }
}
