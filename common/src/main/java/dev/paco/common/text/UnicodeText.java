package dev.paco.common.text;

import java.util.Optional;

/** Checks that a string reaches the database unaltered. */
public final class UnicodeText {

    private UnicodeText() {}

    /** The first fault of free text: U+0000 or an unpaired surrogate; white space and other controls are allowed. */
    public static Optional<TextFault> faultOf(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0') {
                return Optional.of(TextFault.NUL_CHARACTER);
            }
            if (Character.isSurrogate(c)) {
                if (!startsPair(text, i)) {
                    return Optional.of(TextFault.LONE_SURROGATE);
                }
                i++;
            }
        }
        return Optional.empty();
    }

    /** The first fault of an identifier: as {@link #faultOf}, and no control character of Unicode's category Cc. */
    public static Optional<TextFault> faultOfIdentifier(String identifier) {
        Optional<TextFault> fault = faultOf(identifier);
        if (fault.isEmpty() && identifier.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(TextFault.CONTROL_CHARACTER);
        }
        return fault;
    }

    /** Length in Unicode code points: an emoji counts once. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean startsPair(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
    }
}
