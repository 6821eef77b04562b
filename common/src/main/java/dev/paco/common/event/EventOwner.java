package dev.paco.common.event;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Finds out whose a value is, even where it is malformed and can never be a message. Thread-safe. */
public final class EventOwner {

    private final JsonFactory json = new JsonFactory();

    /** The research id that {@code value} names; empty when it names none before it stops being JSON. */
    public Optional<String> researchId(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (name.equals(MessageEventCodec.RESEARCH_ID) && token == JsonToken.VALUE_STRING) {
                    return Optional.of(parser.getString());
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }
}
