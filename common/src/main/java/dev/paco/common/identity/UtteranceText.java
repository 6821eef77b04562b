package dev.paco.common.identity;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * What of a text counts when two copies are compared: the same words come with other white space, or composed otherwise, by another way.
 *
 * @see <a href="https://www.unicode.org/reports/tr15/">Unicode Standard Annex #15, Unicode Normalization Forms</a>
 */
public final class UtteranceText {

    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");

    private UtteranceText() {}

    /** {@code text} in form NFC, without white space at its ends and with one space for each run of it inside. */
    public static String normalize(String text) {
        return WHITE_SPACE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip();
    }
}
