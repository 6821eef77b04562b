package dev.paco.console.participant;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a list of participants: CSV with the columns {@code research_id} and {@code notes}, in this order if no first line names them,
 * {@code Research ID} for example.
 * Between cells are commas, or semicolons if the first line has those alone. A line without an id is given one.
 */
final class ParticipantList {

    /** The most lines of a list. */
    static final int MOST = 10_000;

    private static final String RESEARCH_ID = "researchid";
    private static final String NOTES = "notes";
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s_-]+");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Supplier<String> ids;

    /**
     * A reader of lists.
     *
     * @param ids gives a new id to who has none
     */
    ParticipantList(Supplier<String> ids) {
        this.ids = ids;
    }

    /** The lines of {@code text}; fails when that is no such list. */
    List<ListedParticipant> read(String text) throws UnreadableListException {
        String csv = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        try (CSVParser parser = format(csv).parse(new StringReader(csv))) {
            return participants(parser);
        } catch (UncheckedIOException | IOException e) {
            throw new UnreadableListException(
                    "The list is no CSV: a quotation mark in it opens a cell and closes none.", e);
        }
    }

    private static CSVFormat format(String csv) {
        String first = csv.lines().findFirst().orElse("");
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(first.indexOf(';') >= 0 && first.indexOf(',') < 0 ? ';' : ',')
                // They count as lines.
                .setIgnoreEmptyLines(false)
                .get();
    }

    private List<ListedParticipant> participants(CSVParser parser) throws UnreadableListException {
        List<ListedParticipant> listed = new ArrayList<>();
        List<String> columns = List.of(RESEARCH_ID, NOTES);
        boolean first = true;
        // The parser knows the line that a record ends in.
        long line = 1;
        for (CSVRecord cells : parser) {
            if (first && isHeader(cells)) {
                columns = cells.stream().map(ParticipantList::name).toList();
            } else if (!isEmpty(cells)) {
                listed.add(participant(cells, columns, line));
            }
            if (listed.size() > MOST) {
                throw new UnreadableListException("The list has more than " + MOST + " lines. Send it in parts.", null);
            }
            first = false;
            line = parser.getCurrentLineNumber() + 1;
        }
        return listed;
    }

    private static boolean isEmpty(CSVRecord cells) {
        return cells.size() == 1 && cells.get(0).isBlank();
    }

    private static boolean isHeader(CSVRecord cells) {
        return cells.stream().map(ParticipantList::name).anyMatch(RESEARCH_ID::equals)
                || (cells.size() == 1 && name(cells.get(0)).equals(NOTES));
    }

    /** Without what people put between words: research_id, Research ID, research-id. */
    private static String name(String cell) {
        return BETWEEN_WORDS.matcher(cell).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private ListedParticipant participant(CSVRecord cells, List<String> columns, long line) {
        String id = cell(cells, columns.indexOf(RESEARCH_ID));
        return new ListedParticipant(line, id.isEmpty() ? ids.get() : id, cell(cells, columns.indexOf(NOTES)));
    }

    private static String cell(CSVRecord cells, int column) {
        return column >= 0 && column < cells.size() ? cells.get(column).strip() : "";
    }
}
