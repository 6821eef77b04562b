package dev.paco.gateway.json;

import dev.paco.gateway.problem.FieldFault;
import dev.paco.gateway.problem.Problem;
import dev.paco.gateway.problem.ProblemCode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a request's body as one JSON object, strictly: UTF-8 alone (RFC 8259, section 8.1), nothing behind the object,
 * no known field twice. Unknown fields are skipped, however deep. Thread-safe.
 */
@Component
public final class JsonBody {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final JsonFactory json = new JsonFactory();

    /**
     * Reads {@code body} and hands its fields to {@code valid}, or its fault to {@code refused}.
     *
     * @param headers the request's headers: a charset other than UTF-8 and any content coding are refused
     * @param known the fields to keep
     */
    public <T> T read(
            HttpHeaders headers,
            byte[] body,
            Set<String> known,
            Function<JsonFields, T> valid,
            Function<Problem, T> refused) {
        if (!isPlainUtf8(headers)) {
            return refused.apply(notPlainUtf8());
        }
        CharBuffer text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            return refused.apply(malformed("The body is not well-formed UTF-8"));
        }
        try {
            return valid.apply(new JsonFields(fields(text, known)));
        } catch (JacksonException e) {
            return refused.apply(malformed("The body is not well-formed JSON"));
        } catch (UnexpectedJsonException e) {
            return refused.apply(e.problem());
        }
    }

    /**
     * Reads {@code body} as an object whose field {@code array} holds objects, each of which is kept or refused by itself.
     *
     * @param known the fields to keep of each
     * @param each makes something of the fields of the object at an index
     * @param faulty makes something of the fault of what stands at an index
     * @param valid gets all of these, in order; of no more than {@code most} of them, the rest is only counted
     */
    public <I, T> T readArray(
            HttpHeaders headers,
            byte[] body,
            String array,
            Set<String> known,
            int most,
            BiFunction<Integer, JsonFields, I> each,
            BiFunction<Integer, Problem, I> faulty,
            BiFunction<List<I>, Integer, T> valid,
            Function<Problem, T> refused) {
        if (!isPlainUtf8(headers)) {
            return refused.apply(notPlainUtf8());
        }
        try {
            JsonArrayReader<I> reader = new JsonArrayReader<>(array, known, most, each, faulty);
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            try (JsonParser parser = parser(text)) {
                reader.read(parser);
            }
            return valid.apply(reader.items(), reader.count());
        } catch (CharacterCodingException e) {
            return refused.apply(malformed("The body is not well-formed UTF-8"));
        } catch (JacksonException e) {
            return refused.apply(malformed("The body is not well-formed JSON"));
        } catch (UnexpectedJsonException e) {
            return refused.apply(e.problem());
        }
    }

    /** Reads {@code line}, one of a body that was split into lines, each a JSON object of its own. */
    public <T> T readLine(byte[] line, Set<String> known, Function<JsonFields, T> valid, Function<Problem, T> refused) {
        return read(HttpHeaders.EMPTY, line, known, valid, refused);
    }

    private static Problem notPlainUtf8() {
        return Problem.of(
                ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be JSON in UTF-8, without a Content-Encoding");
    }

    /** Whether the body is UTF-8 that was not compressed. */
    public static boolean isPlainUtf8(HttpHeaders headers) {
        MediaType type = headers.getContentType();
        List<String> codings = headers.getOrEmpty(HttpHeaders.CONTENT_ENCODING);
        return (type == null || type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8))
                && codings.stream().allMatch("identity"::equalsIgnoreCase);
    }

    private Map<String, JsonScalar> fields(CharBuffer text, Set<String> known) {
        try (JsonParser parser = parser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new UnexpectedJsonException(malformed("The body is empty"));
            }
            if (first != JsonToken.START_OBJECT) {
                throw new UnexpectedJsonException(
                        Problem.ofFields(List.of(new FieldFault("body", "must be a JSON object"))));
            }
            Map<String, JsonScalar> fields = object(parser, known);
            if (parser.nextToken() != null) {
                throw new UnexpectedJsonException(malformed("The body goes on after its JSON object"));
            }
            return fields;
        }
    }

    private JsonParser parser(CharBuffer text) {
        int start = text.hasRemaining() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        return json.createParser(
                ObjectReadContext.empty(), text.array(), text.arrayOffset() + start, text.remaining() - start);
    }

    /** The known fields of the object whose begin {@code parser} has read. */
    static Map<String, JsonScalar> object(JsonParser parser, Set<String> known) {
        Map<String, JsonScalar> fields = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (!known.contains(name)) {
                parser.skipChildren();
            } else if (fields.put(name, JsonScalar.of(token, parser)) != null) {
                throw new UnexpectedJsonException(malformed("The field " + name + " appears twice"));
            }
        }
        return fields;
    }

    static Problem malformed(String detail) {
        return Problem.of(ProblemCode.MALFORMED_JSON, detail);
    }

    /** Leaves the parser at the first fault; never seen outside this package. */
    static final class UnexpectedJsonException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        UnexpectedJsonException(Problem problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
