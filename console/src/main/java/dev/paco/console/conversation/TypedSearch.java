package dev.paco.console.conversation;

import dev.paco.console.filter.FilterProblem;
import dev.paco.console.filter.TypedFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What was typed into the form of the list.
 *
 * @param text words that a message has; empty for any
 * @param before word of a {@link Position} that older conversations are asked for from; empty for none
 * @param after the same for newer ones
 */
record TypedSearch(TypedFilter filter, String text, String before, String after) {

    private static final int LONGEST_TEXT = 200;

    static TypedSearch of(MultiValueMap<String, String> query) {
        return new TypedSearch(
                TypedFilter.of(query),
                TypedFilter.stripped(query.getFirst("text")),
                TypedFilter.stripped(query.getFirst("before")),
                TypedFilter.stripped(query.getFirst("after")));
    }

    List<FilterProblem> problems() {
        List<FilterProblem> problems = new ArrayList<>(filter.problems());
        if (text.length() > LONGEST_TEXT) {
            problems.add(new FilterProblem("text", "Words: longer than " + LONGEST_TEXT + " characters."));
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            problems.add(new FilterProblem("text", "Words: have a control character."));
        }
        String word = before.isEmpty() ? after : before;
        if (!word.isEmpty() && Position.of(word).isEmpty()) {
            problems.add(new FilterProblem("page", "Page: the link is damaged; begin with the first page."));
        }
        return problems;
    }

    Direction direction() {
        return after.isEmpty() ? Direction.OLDER : Direction.NEWER;
    }

    @Nullable
    Position from() {
        return Position.of(direction() == Direction.OLDER ? before : after).orElse(null);
    }

    /** The fields of the form, by their names. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>(filter.fields());
        if (!text.isEmpty()) {
            fields.put("text", text);
        }
        return fields;
    }

    /** A link to the page that begins at a position; empty for none. */
    String link(String parameter, @Nullable Position position) {
        if (position == null) {
            return "";
        }
        Map<String, String> fields = fields();
        fields.put(parameter, position.word());
        return TypedFilter.link("/conversations", fields);
    }
}
