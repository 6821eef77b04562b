package dev.paco.guarantees.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.guarantees.check.Evidence.Acknowledgement;
import dev.paco.guarantees.check.Evidence.Letter;
import dev.paco.guarantees.check.Evidence.LogRecord;
import dev.paco.guarantees.check.Evidence.Revision;
import dev.paco.guarantees.check.Evidence.Row;
import dev.paco.guarantees.check.Violation.Promise;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CheckerTests {

    private static final UUID FIRST = UUID.fromString("00000000-0000-8000-8000-000000000001");
    private static final UUID SECOND = UUID.fromString("00000000-0000-8000-8000-000000000002");
    private static final UUID POISON = UUID.fromString("00000000-0000-8000-8000-000000000003");
    private static final UUID WITHDRAWN = UUID.fromString("00000000-0000-8000-8000-000000000004");

    private final List<Acknowledgement> acknowledgements = new ArrayList<>(List.of(
            new Acknowledgement("c", "one", 7L),
            new Acknowledgement("c", "one", null),
            new Acknowledgement("c", "two", null),
            new Acknowledgement("c", "two corrected", 8L),
            new Acknowledgement("c", "poison", null),
            new Acknowledgement("c", "withdrawn", null)));
    private final List<LogRecord> log = new ArrayList<>(List.of(
            new LogRecord(3, 10, FIRST, "c", "one"),
            new LogRecord(3, 11, SECOND, "c", "two"),
            new LogRecord(3, 12, FIRST, "c", "one"),
            new LogRecord(3, 13, SECOND, "c", "two corrected"),
            new LogRecord(3, 14, POISON, "c", "poison"),
            new LogRecord(3, 15, WITHDRAWN, "c", "withdrawn")));
    private final List<Row> rows =
            new ArrayList<>(List.of(new Row(7, FIRST, "c", "one"), new Row(8, SECOND, "c", "two")));
    private final List<Revision> revisions = new ArrayList<>(List.of(new Revision(8, "two corrected")));
    private final List<Letter> letters = new ArrayList<>(List.of(new Letter(POISON, "poison")));
    private final Set<UUID> erased = new HashSet<>(Set.of(WITHDRAWN));

    @Test
    void aRunThatKeptAllPromisesIsGreen() {
        assertThat(violations()).isEmpty();
    }

    @Test
    void anAcknowledgedMessageThatIsNowhereIsALoss() {
        acknowledgements.add(new Acknowledgement("c", "three", null));

        assertThat(violations()).containsExactly(Promise.NOTHING_IS_LOST);
    }

    @Test
    void aRowThatHasGoneIsALoss() {
        rows.remove(1);
        revisions.clear();

        assertThat(violations()).contains(Promise.NOTHING_IS_LOST, Promise.ONE_PLACE_PER_KEY);
    }

    @Test
    void aCorrectionThatHasGoneIsALoss() {
        revisions.clear();

        assertThat(violations()).contains(Promise.NOTHING_IS_LOST);
    }

    @Test
    void aSecondRowOfAKeyIsADuplicate() {
        rows.add(new Row(9, FIRST, "c", "other text"));

        assertThat(violations()).contains(Promise.ONE_ROW_PER_MESSAGE);
    }

    @Test
    void aSecondRowOfATextIsADuplicateThoughItsKeyIsAnother() {
        rows.add(new Row(9, null, "c", "one"));

        assertThat(violations()).containsExactly(Promise.ONE_ROW_PER_MESSAGE);
    }

    @Test
    void rowsInAnotherOrderThanTheLogAreReordered() {
        rows.set(0, new Row(9, FIRST, "c", "one"));
        acknowledgements.set(0, new Acknowledgement("c", "one", 9L));

        assertThat(violations()).containsExactly(Promise.IN_THE_ORDER_OF_THE_LOG);
    }

    @Test
    void aConversationOnTwoPartitionsHasNoOrder() {
        log.set(0, new LogRecord(4, 10, FIRST, "c", "one"));
        log.set(2, new LogRecord(4, 12, FIRST, "c", "one"));

        assertThat(violations()).containsExactly(Promise.IN_THE_ORDER_OF_THE_LOG);
    }

    @Test
    void aKeyThatIsARowAndADeadLetterIsInTwoPlaces() {
        letters.add(new Letter(FIRST, "one"));

        assertThat(violations()).containsExactly(Promise.ONE_PLACE_PER_KEY);
    }

    @Test
    void aRowThatTheLogDoesNotKnowComesFromNowhere() {
        rows.add(new Row(9, UUID.randomUUID(), "d", "invented"));

        assertThat(violations()).containsExactly(Promise.ONE_PLACE_PER_KEY);
    }

    @Test
    void anAnswerThatNamesAnothersRowIsUntrue() {
        acknowledgements.add(new Acknowledgement("c", "two", 7L));

        assertThat(violations()).containsExactly(Promise.ANSWERS_ARE_TRUE);
    }

    private List<Promise> violations() {
        return Checker.violations(new Evidence(acknowledgements, log, rows, revisions, letters, erased)).stream()
                .map(Violation::promise)
                .distinct()
                .toList();
    }
}
