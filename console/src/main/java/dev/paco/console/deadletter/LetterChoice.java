package dev.paco.console.deadletter;

import dev.paco.consumer.deadletter.LetterId;
import dev.paco.consumer.redrive.DeadLetters;
import dev.paco.consumer.redrive.Letter;
import dev.paco.consumer.redrive.LetterFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;

/**
 * The letters that somebody wants to act on: named ones as they are, or else all open ones that filters choose.
 *
 * @param query the filters
 * @param names those that were chosen
 * @param all whether all that match are meant, not only those
 * @param because why, for discarding
 * @param confirmed how many letters the user was asked about, and agreed to; empty before
 */
record LetterChoice(LetterQuery query, Set<String> names, boolean all, String because, String confirmed) {

    private static final int NAMED = 20;

    /** As a list shows it at first. */
    static LetterChoice none(LetterQuery query) {
        return new LetterChoice(query, Set.of(), false, "", "");
    }

    static LetterChoice of(MultiValueMap<String, String> fields) {
        return new LetterChoice(
                LetterQuery.of(fields),
                new TreeSet<>(fields.getOrDefault("letter", List.of())),
                fields.containsKey("all"),
                text(fields, "because"),
                text(fields, "confirmed"));
    }

    private static String text(MultiValueMap<String, String> fields, String name) {
        String value = fields.getFirst(name);
        return value == null ? "" : value.strip();
    }

    /** What is wrong with it, as a sentence; empty when nothing is. */
    Optional<String> fault(boolean discard, DeadLetters letters) {
        if (!all && names.isEmpty()) {
            return Optional.of("Choose letters, or all that match.");
        }
        if (discard && because.isEmpty()) {
            return Optional.of("Reason for discarding: it is blank; say why.");
        }
        return query.fault().or(() -> all ? faultOfAll(letters) : faultOfNames(letters));
    }

    private Optional<String> faultOfAll(DeadLetters letters) {
        return query.faultOfAll()
                .or(() -> letters(letters).isEmpty() ? Optional.of("No open letter matches.") : Optional.empty());
    }

    private Optional<String> faultOfNames(DeadLetters letters) {
        Set<String> missing = missing(letters);
        return missing.isEmpty() ? Optional.empty() : Optional.of("There are no such letters: " + missing);
    }

    private Set<String> missing(DeadLetters letters) {
        Set<String> missing = names.stream()
                .filter(name -> LetterId.of(name).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        letters.missing(ids()).forEach(id -> missing.add(id.toString()));
        return missing;
    }

    private Set<LetterId> ids() {
        return names.stream().flatMap(name -> LetterId.of(name).stream()).collect(Collectors.toSet());
    }

    /** The letters; of a choice without a {@link #fault}. */
    List<Letter> letters(DeadLetters letters) {
        return letters.chosenBy(
                all ? query.openFilter() : new LetterFilter(ids(), Set.of(), null, null, null, null, Set.of()));
    }

    /** Whether the user has still to be asked, since it is about many letters, or about more or fewer than before. */
    boolean isToBeConfirmed(boolean discard, int count) {
        return (all || (discard && count > 1)) && !confirmed.equals(Integer.toString(count));
    }

    /** The same for the record. */
    Map<String, Object> parameters(boolean discard, int count) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("chosen letters", count);
        if (all) {
            parameters.put("filter", query.fields());
        } else {
            parameters.put("letters", names.stream().limit(NAMED).collect(Collectors.joining(", ")));
        }
        if (discard) {
            parameters.put("because", because);
        }
        return parameters;
    }

    /** What it is about in an entry of the audit: a letter when it is one. */
    String subject() {
        return !all && names.size() == 1 ? names.iterator().next() : "";
    }
}
