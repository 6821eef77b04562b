package dev.paco.gateway.auth;

import io.jsonwebtoken.io.DeserializationException;
import io.jsonwebtoken.io.Deserializer;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads headers and claims of tokens, each name once (RFC 7515, section 4) and nothing behind them, within the library's
 * bounds of depth and length. Thread-safe.
 */
final class StrictJson implements Deserializer<Map<String, ?>> {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final JsonMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Override
    @Deprecated
    public Map<String, ?> deserialize(byte[] bytes) {
        return object(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
    }

    @Override
    public Map<String, ?> deserialize(Reader reader) {
        return object(reader);
    }

    private Map<String, ?> object(Reader reader) {
        try {
            return json.readValue(reader, OBJECT);
        } catch (JacksonException e) {
            throw new DeserializationException("not a JSON object", e);
        }
    }
}
