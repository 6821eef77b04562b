package dev.paco.common.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.common.event.DecodeResult.Decoded;
import dev.paco.common.event.DecodeResult.Malformed;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessageEventCodecTests {

    private static final String VALID = """
            {"message_key":"0b54bba2-4e1e-8c80-9d4f-0c5c8a3f2b11","research_id":"RID001","role":"user",\
            "content":"Hello","timestamp":"2025-01-08T16:00:00Z","provider":"openai",\
            "received_at":"2025-01-08T16:00:01Z","source":"frontend"}""";

    private final MessageEventCodec codec = new MessageEventCodec();

    @Test
    void fieldsThatAReaderDoesNotKnowAreIgnored() {
        assertThat(decode(VALID.replace("{\"m", "{\"later\":{\"a\":[1,{\"b\":null}]},\"m")))
                .isInstanceOf(Decoded.class);
    }

    @Test
    void aRecordWithoutATypeIsJudgedByItsValue() {
        assertThat(codec.decode(VALID.getBytes(UTF_8), null)).isInstanceOf(Decoded.class);
    }

    @Test
    void aHigherMajorVersionIsNotGuessedAt() {
        assertThat(codec.decode(VALID.getBytes(UTF_8), "paco.message.submitted.v2"))
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.reason()).isEqualTo(MalformedReason.UNSUPPORTED_VERSION));
    }

    @ParameterizedTest
    @MethodSource
    void everyFaultHasItsReasonAndNamesItsField(@Nullable String value, MalformedReason reason, String detail) {
        assertThat(decode(value)).isEqualTo(new Malformed(reason, detail));
    }

    static Stream<Arguments> everyFaultHasItsReasonAndNamesItsField() {
        return Stream.of(
                Arguments.of(null, MalformedReason.NOT_JSON, "the record has no value"),
                Arguments.of("", MalformedReason.NOT_JSON, "the value is not a JSON object"),
                Arguments.of("[]", MalformedReason.NOT_JSON, "the value is not a JSON object"),
                Arguments.of("{\"role\":", MalformedReason.NOT_JSON, "the value is not well-formed JSON in UTF-8"),
                Arguments.of(VALID + "{}", MalformedReason.NOT_JSON, "the value goes on after the JSON object"),
                Arguments.of(
                        VALID.replace("\"content\":\"Hello\",", ""),
                        MalformedReason.MISSING_FIELD,
                        "content is missing or empty"),
                Arguments.of(
                        VALID.replace("\"Hello\"", "17"), MalformedReason.INVALID_FIELD, "content is not a string"),
                Arguments.of(
                        VALID.replace("Hello", "a\\u0000b"),
                        MalformedReason.NUL_CHARACTER,
                        "content must not contain the character U+0000"),
                Arguments.of(
                        VALID.replace("Hello", "\\ud800"),
                        MalformedReason.INVALID_FIELD,
                        "content must not contain an unpaired surrogate"),
                Arguments.of(
                        VALID.replace("RID001", "R".repeat(51)),
                        MalformedReason.ID_TOO_LONG,
                        "research_id is longer than 50 characters"),
                Arguments.of(
                        VALID.replace("\"user\"", "\"system\""),
                        MalformedReason.INVALID_FIELD,
                        "role is none of the values that it may have"),
                Arguments.of(
                        VALID.replace("0b54bba2-", "+b54bba2-"),
                        MalformedReason.INVALID_FIELD,
                        "message_key is none of the values that it may have"),
                Arguments.of(
                        VALID.replace("0b54bba2-", "0b54bba٢-"),
                        MalformedReason.INVALID_FIELD,
                        "message_key is none of the values that it may have"),
                Arguments.of(
                        VALID.replace("0b54bba2-", "0b54bbag-"),
                        MalformedReason.INVALID_FIELD,
                        "message_key is none of the values that it may have"),
                Arguments.of(
                        VALID.replace("0b54bba2-4e1e", "1-1"),
                        MalformedReason.INVALID_FIELD,
                        "message_key is none of the values that it may have"),
                Arguments.of(
                        VALID.replace("}", ",\"login_id\":\"1\"}"),
                        MalformedReason.INVALID_FIELD,
                        "login_id is none of the values that it may have"),
                Arguments.of(
                        VALID.replace("}", ",\"turn\":7}"), MalformedReason.INVALID_FIELD, "turn is not an object"),
                Arguments.of(
                        VALID.replace("}", ",\"turn\":{\"index\":0,\"occurrence\":3,\"occurrences\":2}}"),
                        MalformedReason.INVALID_FIELD,
                        "turn has no index, or its occurrence is none of its occurrences"),
                Arguments.of(
                        VALID.replace(
                                "}",
                                ",\"turn\":{\"index\":0,\"occurrence\":1,\"occurrences\":1,\"original_message\":\"\\u0000\"}}"),
                        MalformedReason.NUL_CHARACTER,
                        "original_message must not contain the character U+0000"),
                Arguments.of(
                        VALID.replace("}", ",\"role\":\"user\"}"),
                        MalformedReason.INVALID_FIELD,
                        "role appears twice"));
    }

    private DecodeResult decode(@Nullable String value) {
        return codec.decode(value == null ? null : value.getBytes(UTF_8), EventHeaders.MESSAGE_SUBMITTED_V1);
    }
}
