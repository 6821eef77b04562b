package dev.paco.consumer.command;

import dev.paco.common.event.IsoTimestamp;
import dev.paco.consumer.redrive.Act;
import dev.paco.consumer.redrive.DeadLetters;
import dev.paco.consumer.redrive.Letter;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Tells which letters there are; never what is in them. */
final class LetterReport {

    private final DeadLetters letters;
    private final PrintWriter out;

    LetterReport(DeadLetters letters, PrintWriter out) {
        this.letters = letters;
        this.out = out;
    }

    /** For people: a line each, then how many there are. */
    void lines(List<Letter> chosen, int limit) {
        chosen.stream().limit(limit).forEach(letter -> out.println(line(letter)));
        if (chosen.size() > limit) {
            out.println("… and " + (chosen.size() - limit) + " more; --limit shows them");
        }
        out.println(sentence(chosen));
    }

    private String line(Letter letter) {
        Act act = letters.act(letter);
        return String.format(
                Locale.ROOT,
                "%-12s  %-9s  %s  attempt %d  %s  %s  %s  %s%s",
                letter.id(),
                letters.state(letter).code(),
                IsoTimestamp.format(letter.refusedAt()),
                letter.attempt(),
                TerminalText.escaped(letter.reason()),
                letter.researchId() == null ? "-" : TerminalText.escaped(letter.researchId()),
                letter.conversation() == null ? "-" : TerminalText.escaped(letter.conversation()),
                TerminalText.escaped(letter.detail()),
                act == null || act.because() == null ? "" : " (" + TerminalText.escaped(act.because()) + ")");
    }

    /** How many letters there are of which reason. */
    static String sentence(List<Letter> chosen) {
        String reasons = byReason(chosen).entrySet().stream()
                .map(entry -> TerminalText.escaped(entry.getKey()) + " " + entry.getValue())
                .collect(Collectors.joining(", ", ": ", ""));
        return letters(chosen.size()) + (chosen.isEmpty() ? "" : reasons);
    }

    static String letters(int count) {
        return count + (count == 1 ? " letter" : " letters");
    }

    static Map<String, Integer> byReason(List<Letter> chosen) {
        Map<String, Integer> counts = new TreeMap<>();
        chosen.forEach(letter -> counts.merge(letter.reason(), 1, Integer::sum));
        return counts;
    }

    /** For programs. */
    void json(List<Letter> chosen, int limit) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("total", chosen.size());
        json.put("reasons", byReason(chosen));
        json.put("letters", chosen.stream().limit(limit).map(this::fields).toList());
        out.println(JsonMapper.shared().writeValueAsString(json));
    }

    /** What is known of {@code letter}. */
    Map<String, Object> fields(Letter letter) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("letter", letter.id().toString());
        json.put("state", letters.state(letter).code());
        json.put("attempt", letter.attempt());
        json.put("reason", letter.reason());
        json.put("detail", letter.detail());
        json.put("research_id", letter.researchId());
        json.put("conversation", letter.conversation());
        json.put("received_at", IsoTimestamp.format(letter.receivedAt()));
        json.put("refused_at", IsoTimestamp.format(letter.refusedAt()));
        json.put("bytes", letter.bytes());
        Act act = letters.act(letter);
        if (act != null) {
            json.put("acted_at", IsoTimestamp.format(act.at()));
            json.put("acted_by", act.by());
            json.put("because", act.because());
        }
        return json;
    }
}
