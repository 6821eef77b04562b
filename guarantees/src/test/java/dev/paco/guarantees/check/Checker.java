package dev.paco.guarantees.check;

import dev.paco.guarantees.check.Evidence.Acknowledgement;
import dev.paco.guarantees.check.Evidence.Letter;
import dev.paco.guarantees.check.Evidence.LogRecord;
import dev.paco.guarantees.check.Evidence.Revision;
import dev.paco.guarantees.check.Evidence.Row;
import dev.paco.guarantees.check.Violation.Promise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Holds the evidence of a run against the promises. */
public final class Checker {

    private final Evidence evidence;
    private final List<Violation> violations = new ArrayList<>();

    private Checker(Evidence evidence) {
        this.evidence = evidence;
    }

    /** Every broken promise; empty when all were kept. */
    public static List<Violation> violations(Evidence evidence) {
        Checker checker = new Checker(evidence);
        checker.nothingIsLost();
        checker.oneRowPerMessage();
        checker.inTheOrderOfTheLog();
        checker.onePlacePerKey();
        checker.answersAreTrue();
        return checker.violations;
    }

    private void nothingIsLost() {
        Set<String> kept = new HashSet<>();
        evidence.rows().forEach(row -> kept.add(row.text()));
        evidence.revisions().forEach(revision -> kept.add(revision.text()));
        evidence.letters().forEach(letter -> kept.add(letter.text()));
        evidence.log().stream()
                .filter(record -> evidence.erased().contains(record.messageKey()))
                .forEach(record -> kept.add(record.text()));
        evidence.acknowledgements().stream()
                .map(Acknowledgement::text)
                .distinct()
                .filter(text -> !kept.contains(text))
                .forEach(text -> broken(Promise.NOTHING_IS_LOST, text + " was acknowledged and is nowhere"));
    }

    private void oneRowPerMessage() {
        Map<String, Long> texts = new HashMap<>();
        Map<UUID, Long> keys = new HashMap<>();
        for (Row row : evidence.rows()) {
            Long sameText = texts.put(row.conversation() + " " + row.text(), row.id());
            Long sameKey = row.messageKey() == null ? null : keys.put(row.messageKey(), row.id());
            if (sameText != null || sameKey != null) {
                broken(Promise.ONE_ROW_PER_MESSAGE, row.text() + " has a second row, " + row.id());
            }
        }
    }

    private void inTheOrderOfTheLog() {
        Map<UUID, LogRecord> firstCopies = new HashMap<>();
        evidence.log().stream()
                .sorted(Comparator.comparingLong(LogRecord::offset))
                .forEach(record -> firstCopies.putIfAbsent(record.messageKey(), record));
        Map<String, LogRecord> lastOfConversation = new HashMap<>();
        evidence.rows().stream().sorted(Comparator.comparingLong(Row::id)).forEach(row -> {
            LogRecord first = row.messageKey() == null ? null : firstCopies.get(row.messageKey());
            LogRecord before = first == null ? null : lastOfConversation.put(row.conversation(), first);
            if (first != null && before != null && !isBehind(before, first)) {
                broken(
                        Promise.IN_THE_ORDER_OF_THE_LOG,
                        "row " + row.id() + ", " + first.text() + ", comes after " + before.text());
            }
        });
    }

    private static boolean isBehind(LogRecord before, LogRecord record) {
        return before.partition() == record.partition() && before.offset() < record.offset();
    }

    private void onePlacePerKey() {
        Map<UUID, Set<String>> places = new HashMap<>();
        evidence.log().forEach(record -> places.put(record.messageKey(), new HashSet<>()));
        for (Row row : evidence.rows()) {
            if (row.messageKey() != null && !places.containsKey(row.messageKey())) {
                broken(Promise.ONE_PLACE_PER_KEY, "row " + row.id() + " has no record on the log");
            }
        }
        note(places, "a row", evidence.rows().stream().map(Row::messageKey).collect(Collectors.toSet()));
        note(
                places,
                "a dead letter",
                evidence.letters().stream().map(Letter::messageKey).collect(Collectors.toSet()));
        note(places, "erased", evidence.erased());
        places.forEach((key, found) -> {
            if (found.size() != 1) {
                broken(Promise.ONE_PLACE_PER_KEY, "key " + key + " is " + (found.isEmpty() ? "nowhere" : found));
            }
        });
    }

    private static void note(Map<UUID, Set<String>> places, String place, Set<UUID> keys) {
        places.forEach((key, found) -> {
            if (keys.contains(key)) {
                found.add(place);
            }
        });
    }

    private void answersAreTrue() {
        Map<Long, Set<String>> texts = new HashMap<>();
        evidence.rows()
                .forEach(row ->
                        texts.computeIfAbsent(row.id(), id -> new HashSet<>()).add(row.text()));
        for (Revision revision : evidence.revisions()) {
            texts.computeIfAbsent(revision.messageId(), id -> new HashSet<>()).add(revision.text());
        }
        for (Acknowledgement answer : evidence.acknowledgements()) {
            if (answer.messageId() != null
                    && !texts.getOrDefault(answer.messageId(), Set.of()).contains(answer.text())) {
                broken(Promise.ANSWERS_ARE_TRUE, answer.text() + " was said to be row " + answer.messageId());
            }
        }
    }

    private void broken(Promise promise, String detail) {
        violations.add(new Violation(promise, detail));
    }
}
