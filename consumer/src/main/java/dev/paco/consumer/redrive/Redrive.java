package dev.paco.consumer.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.event.IsoTimestamp;
import dev.paco.common.topic.PacoTopic;
import dev.paco.consumer.deadletter.DeadLetterPublisher;
import dev.paco.consumer.deadletter.LetterId;
import dev.paco.consumer.deadletter.RedriveHeaders;
import dev.paco.consumer.log.LogClients;
import dev.paco.consumer.log.Reading;
import dev.paco.consumer.log.Span;
import dev.paco.consumer.log.WriterGroup;
import dev.paco.consumer.progress.Progress;
import dev.paco.consumer.progress.StopSignal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/**
 * Puts letters on {@code paco.messages} again: original bytes, key and headers, in their first partition. At least once:
 * whoever is killed in between redrives some twice, and the second is a duplicate.
 */
public final class Redrive {

    private static final int BATCH = 100;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int MAX_BYTES = 16 << 20;

    private final LogClients log;
    private final LetterActs acts;
    private final Progress progress;
    private final StopSignal stop;

    /**
     * For one run.
     *
     * @param stop ends it after the letters at hand; the rest stay open
     */
    public Redrive(LogClients log, LetterActs acts, Progress progress, StopSignal stop) {
        this.log = log;
        this.acts = acts;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * Redrives {@code letters} and waits until the writers have been past them.
     *
     * @param act how it is remembered
     * @param patience how long the writers are waited for
     */
    public RedriveSummary run(List<Letter> letters, Act act, Duration patience) throws SQLException {
        Map<Integer, Reading> before = DeadLetters.all(log);
        Redriven redriven = new Redriven();
        progress.begins("Redriving", letters.size());
        try (Producer<byte[], byte[]> producer = log.producer(MAX_BYTES)) {
            for (int from = 0; from < letters.size() && !stop.isGiven(); from += BATCH) {
                List<Letter> some = letters.subList(from, Math.min(from + BATCH, letters.size()));
                redrive(some, act, producer, redriven);
                progress.advances(some.size());
            }
        }
        long unsettled = awaitWriters(redriven.ends(), patience);
        return new RedriveSummary(
                letters.size(), redriven.count(), redriven.failed(), refusedAgain(redriven, before), unsettled);
    }

    /** Puts some of the letters on the log, and remembers what it has taken. */
    private void redrive(List<Letter> letters, Act act, Producer<byte[], byte[]> producer, Redriven redriven)
            throws SQLException {
        Map<Place, Letter> byPlace = byPlace(letters);
        List<Sent> sent = new ArrayList<>(letters.size());
        DeadLetters.forEach(log, readings(letters), new TroubleAlone(progress), record -> {
            Letter letter = byPlace.get(new Place(record.partition(), record.offset()));
            if (letter != null) {
                sent.add(new Sent(letter, producer.send(copy(letter, record))));
            }
        });
        List<Letter> taken = new ArrayList<>();
        for (Sent one : sent) {
            try {
                redriven.taken(one.letter(), one.answer().get());
                taken.add(one.letter());
            } catch (ExecutionException refused) {
                redriven.failed(NestedExceptionUtils.getMostSpecificCause(refused)
                        .getClass()
                        .getSimpleName());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("Interrupted while redriving", e);
            }
        }
        acts.add(taken, act);
    }

    private static Map<Place, Letter> byPlace(List<Letter> letters) {
        Map<Place, Letter> byPlace = new HashMap<>();
        letters.forEach(letter -> byPlace.put(new Place(letter.partition(), letter.offset()), letter));
        return byPlace;
    }

    private static Map<Integer, Reading> readings(List<Letter> letters) {
        Map<Integer, Span> spans = new HashMap<>();
        letters.forEach(letter -> spans.merge(
                letter.partition(),
                new Span(letter.offset(), letter.offset() + 1),
                (one, other) -> new Span(Math.min(one.start(), other.start()), Math.max(one.end(), other.end()))));
        Map<Integer, Reading> readings = new HashMap<>();
        spans.forEach((partition, span) -> readings.put(partition, Reading.of(span, false)));
        return readings;
    }

    private static ProducerRecord<byte[], byte[]> copy(Letter letter, ConsumerRecord<byte[], byte[]> record) {
        LetterId id = letter.id();
        boolean known = id.hasOrigin() && id.partition() < PacoTopic.MESSAGES.partitions();
        ProducerRecord<byte[], byte[]> copy = new ProducerRecord<>(
                PacoTopic.MESSAGES.name(), known ? id.partition() : null, record.key(), record.value());
        for (Header header : record.headers()) {
            if (DeadLetterPublisher.isOriginal(header)) {
                copy.headers().add(header);
            }
        }
        add(copy, RedriveHeaders.LETTER, id.toString());
        add(copy, RedriveHeaders.ATTEMPT, Integer.toString(letter.attempt()));
        add(copy, RedriveHeaders.TIME, IsoTimestamp.format(letter.receivedAt()));
        return copy;
    }

    private static void add(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }

    private long awaitWriters(Map<Integer, Long> positions, Duration patience) {
        try (Admin admin = log.admin()) {
            WriterGroup writers = new WriterGroup(admin);
            long start = System.nanoTime();
            long behind = writers.behind(positions);
            progress.begins("Waiting for the writers", behind);
            while (behind > 0 && System.nanoTime() - start < patience.toNanos() && !stop.isGivenWithin(LOOK)) {
                long now = writers.behind(positions);
                progress.advances(behind - now);
                behind = now;
            }
            return behind;
        }
    }

    private Map<String, Integer> refusedAgain(Redriven redriven, Map<Integer, Reading> before) {
        Map<Integer, Reading> since = new HashMap<>();
        DeadLetters.all(log)
                .forEach((partition, now) ->
                        since.put(partition, Reading.of(since(before.get(partition), now), false)));
        Map<LetterId, String> reasons = new HashMap<>();
        DeadLetters.forEach(log, since, progress, record -> {
            Letter again = Letter.of(record);
            if (redriven.includes(again)) {
                reasons.put(again.id(), again.reason());
            }
        });
        Map<String, Integer> counts = new TreeMap<>();
        reasons.values().forEach(reason -> counts.merge(reason, 1, Integer::sum));
        return counts;
    }

    private static Span since(@Nullable Reading before, Reading now) {
        long start = before == null ? now.whole().start() : before.whole().end();
        return new Span(Math.max(start, now.whole().start()), now.whole().end());
    }

    private record Place(int partition, long offset) {}

    private record Sent(Letter letter, Future<RecordMetadata> answer) {}
}
