package dev.paco.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnicodeTextTests {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n\r", "\u0001", "👋", "\uD83D\uDC4B!", "\uFFFF", "e\u0301"})
    void anyTextThatUtf8CanExpressIsFineButForNul(String text) {
        assertThat(UnicodeText.faultOf(text)).isEmpty();
    }

    @Test
    void nulIsNamed() {
        assertThat(UnicodeText.faultOf("a\0b")).contains(TextFault.NUL_CHARACTER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "\uDC4B", "a\uD83Db", "\uDC4B\uD83D", "\uD83D\uD83D\uDC4B"})
    void halfASurrogatePairIsNamed(String text) {
        assertThat(UnicodeText.faultOf(text)).contains(TextFault.LONE_SURROGATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\u007F", "\u0085"})
    void anIdentifierHoldsNoControlCharacters(String identifier) {
        assertThat(UnicodeText.faultOfIdentifier(identifier)).contains(TextFault.CONTROL_CHARACTER);
    }

    @Test
    void anEmojiCountsOnce() {
        assertThat(UnicodeText.length("👋👋")).isEqualTo(2);
    }
}
