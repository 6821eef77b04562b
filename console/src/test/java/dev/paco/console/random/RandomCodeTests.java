package dev.paco.console.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomCodeTests {

    private final RandomCode codes = new RandomCode();

    @Test
    void aGroupHas25BitsWithoutLookAlikes() {
        String characters = IntStream.range(0, 2000)
                .mapToObj(round -> codes.ofGroups(2))
                .peek(code -> assertThat(code).matches("[^-]{5}-[^-]{5}"))
                .collect(Collectors.joining())
                .replace("-", "");

        assertThat(characters.chars().distinct().count()).isEqualTo(32);
        assertThat(characters).doesNotContain("I", "L", "O", "U").isUpperCase();
    }
}
