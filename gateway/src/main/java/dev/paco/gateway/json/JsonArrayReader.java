package dev.paco.gateway.json;

import dev.paco.gateway.json.JsonBody.UnexpectedJsonException;
import dev.paco.gateway.problem.FieldFault;
import dev.paco.gateway.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads an object one of whose fields is an array of objects. Not thread-safe. */
final class JsonArrayReader<I> {

    private final String array;
    private final Set<String> known;
    private final int most;
    private final BiFunction<Integer, JsonFields, I> each;
    private final BiFunction<Integer, Problem, I> faulty;
    private final List<I> items = new ArrayList<>();
    private int count;
    private boolean found;

    JsonArrayReader(
            String array,
            Set<String> known,
            int most,
            BiFunction<Integer, JsonFields, I> each,
            BiFunction<Integer, Problem, I> faulty) {
        this.array = array;
        this.known = known;
        this.most = most;
        this.each = each;
        this.faulty = faulty;
    }

    List<I> items() {
        return items;
    }

    /** How many elements there were, also those that were not kept. */
    int count() {
        return count;
    }

    void read(JsonParser parser) {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new UnexpectedJsonException(JsonBody.malformed("The body is empty"));
        }
        if (first != JsonToken.START_OBJECT) {
            throw refused("body", "must be a JSON object");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean wanted = parser.currentName().equals(array);
            JsonToken token = parser.nextToken();
            if (wanted) {
                readArray(parser, token);
            } else {
                parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw new UnexpectedJsonException(JsonBody.malformed("The body goes on after its JSON object"));
        }
        if (!found) {
            throw refused(array, "is missing");
        }
    }

    private void readArray(JsonParser parser, JsonToken token) {
        if (found) {
            throw new UnexpectedJsonException(JsonBody.malformed("The field " + array + " appears twice"));
        }
        if (token != JsonToken.START_ARRAY) {
            throw refused(array, "must be an array");
        }
        found = true;
        for (JsonToken element = parser.nextToken(); element != JsonToken.END_ARRAY; element = parser.nextToken()) {
            if (count < most) {
                items.add(item(parser, element));
            } else {
                parser.skipChildren();
            }
            count++;
        }
    }

    private I item(JsonParser parser, JsonToken element) {
        if (element == JsonToken.START_OBJECT) {
            return each.apply(count, new JsonFields(JsonBody.object(parser, known)));
        }
        parser.skipChildren();
        return faulty.apply(
                count, Problem.ofFields(List.of(new FieldFault("messages[" + count + "]", "must be a JSON object"))));
    }

    private static UnexpectedJsonException refused(String field, String message) {
        return new UnexpectedJsonException(Problem.ofFields(List.of(new FieldFault(field, message))));
    }
}
