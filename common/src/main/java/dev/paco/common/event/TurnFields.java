package dev.paco.common.event;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the object {@code turn} of an event's JSON. */
final class TurnFields {

    private static final int ABSENT = -1;

    private TurnFields() {}

    /** The turn at which {@code parser} stands with its name; null for JSON's null. */
    static @Nullable Turn read(JsonParser parser) {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.START_OBJECT) {
            throw malformed("is not an object");
        }
        int index = ABSENT;
        int occurrence = ABSENT;
        int occurrences = ABSENT;
        String original = null;
        List<UUID> others = List.of();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case MessageEventCodec.INDEX -> index = number(parser);
                case MessageEventCodec.OCCURRENCE -> occurrence = number(parser);
                case MessageEventCodec.OCCURRENCES -> occurrences = number(parser);
                case MessageEventCodec.ORIGINAL_MESSAGE -> original = text(parser);
                case MessageEventCodec.OTHERS -> others = keys(parser);
                default -> parser.skipChildren();
            }
        }
        if (index < 0 || occurrence < 1 || occurrences < occurrence) {
            throw malformed("has no index, or its occurrence is none of its occurrences");
        }
        return new Turn(index, occurrence, occurrences, original, others);
    }

    private static int number(JsonParser parser) {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw malformed("has a number that is none");
        }
        return parser.getIntValue();
    }

    private static @Nullable String text(JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw malformed("has an original_message that is not a string");
        }
        return MessageEventFields.text(MessageEventCodec.ORIGINAL_MESSAGE, parser.getString());
    }

    private static List<UUID> keys(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw malformed("has others that are no array");
        }
        List<UUID> keys = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            keys.add(MessageEventFields.uuid(parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : "")
                    .orElseThrow(() -> malformed("has others that are no message keys")));
        }
        return keys;
    }

    private static MalformedFieldException malformed(String fault) {
        return new MalformedFieldException(MalformedReason.INVALID_FIELD, MessageEventCodec.TURN + " " + fault);
    }
}
