package dev.paco.consumer.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;

/** Text of unknown origin, made harmless: no control, no direction mark, no line break reaches the terminal. */
final class TerminalText {

    private static final int LAST_ASCII = 0x7e;

    private TerminalText() {}

    /** {@code text} on one line; what is not plainly visible is written as an escape. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '\\') {
                escaped.append("\\\\");
            } else if (isVisible(point)) {
                escaped.appendCodePoint(point);
            } else {
                escaped.append(String.format(Locale.ROOT, "\\u{%x}", point));
            }
        });
        return escaped.toString();
    }

    /** The same for bytes: as UTF-8, or, when they are none, with each byte that is not ASCII as an escape. */
    static String escaped(byte[] bytes) {
        try {
            return escaped(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException binary) {
            StringBuilder escaped = new StringBuilder(bytes.length * 2);
            for (byte one : bytes) {
                int value = Byte.toUnsignedInt(one);
                if (value == '\\') {
                    escaped.append("\\\\");
                } else if (value >= ' ' && value <= LAST_ASCII) {
                    escaped.append((char) value);
                } else {
                    escaped.append(String.format(Locale.ROOT, "\\x%02x", value));
                }
            }
            return escaped.toString();
        }
    }

    private static boolean isVisible(int point) {
        return point == ' '
                || switch (Character.getType(point)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SPACE_SEPARATOR -> false;
                    default -> true;
                };
    }
}
