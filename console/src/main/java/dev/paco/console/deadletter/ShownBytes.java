package dev.paco.console.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bytes of unknown origin, for people.
 *
 * @param form what they are
 * @param text as text, or as a dump
 * @param pretty JSON with indentation; null for anything else
 * @param cut whether there are more than are shown
 */
record ShownBytes(Form form, String text, @Nullable String pretty, boolean cut) {

    /** What bytes are. */
    enum Form {
        NONE("no bytes"),
        JSON("JSON"),
        TEXT("text, UTF-8, but not JSON"),
        BINARY("bytes that are no text");

        private final String words;

        Form(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    private static final int LONGEST_TEXT = 64 << 10;
    private static final int LONGEST_DUMP = 8 << 10;
    private static final int LINE = 16;
    private static final int LAST_ASCII = 0x7e;

    static ShownBytes of(byte @Nullable [] bytes, JsonMapper mapper) {
        if (bytes == null || bytes.length == 0) {
            return new ShownBytes(Form.NONE, "", null, false);
        }
        return text(bytes).map(text -> ofText(text, mapper)).orElseGet(() -> dump(bytes));
    }

    /** As text, when they are UTF-8. */
    static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }

    private static ShownBytes ofText(String text, JsonMapper mapper) {
        boolean cut = text.length() > LONGEST_TEXT;
        String shown = cut ? text.substring(0, LONGEST_TEXT) : text;
        String pretty = pretty(text, mapper);
        return new ShownBytes(pretty == null ? Form.TEXT : Form.JSON, shown, cut ? null : pretty, cut);
    }

    private static @Nullable String pretty(String text, JsonMapper mapper) {
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(mapper.readTree(text));
        } catch (JacksonException notJson) {
            return null;
        }
    }

    private static ShownBytes dump(byte[] bytes) {
        boolean cut = bytes.length > LONGEST_DUMP;
        byte[] shown = cut ? Arrays.copyOf(bytes, LONGEST_DUMP) : bytes;
        StringBuilder dump = new StringBuilder();
        for (int from = 0; from < shown.length; from += LINE) {
            line(shown, from, dump);
        }
        return new ShownBytes(Form.BINARY, dump.toString(), null, cut);
    }

    /** {@code 00000010  ff fe 00 …  |...|}. */
    private static void line(byte[] bytes, int from, StringBuilder dump) {
        dump.append(String.format(Locale.ROOT, "%08x ", from));
        StringBuilder ascii = new StringBuilder();
        for (int at = from; at < from + LINE; at++) {
            if (at < bytes.length) {
                int value = Byte.toUnsignedInt(bytes[at]);
                dump.append(String.format(Locale.ROOT, " %02x", value));
                ascii.append(value >= ' ' && value <= LAST_ASCII ? (char) value : '.');
            } else {
                dump.append("   ");
            }
        }
        dump.append("  |").append(ascii).append("|\n");
    }
}
