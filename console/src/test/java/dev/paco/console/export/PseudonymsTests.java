package dev.paco.console.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PseudonymsTests {

    private static final Pseudonyms PSEUDONYMS =
            new Pseudonyms(new ExportProperties("a key of tests, of more than 32 bytes", 256, Duration.ofMinutes(10)));

    @ParameterizedTest
    @CsvSource({
        "RID001, https://audio.example/RID001/turn-1.mp3, /turn-1.mp3",
        "RID001, https://audio.example/rid001.mp3, .mp3",
        "RID001, https://audio.example/?of=%52%49D001, ''",
        "RID001, https://audio.example/?of=%72id%30%301&at=50%25, &at=50%25",
        "RID001, https://audio.example/?next=https%253A%252F%252Fa%252F%2552ID001%252F, %252F",
        "RID 1.b, https://audio.example/RID%201.b/x, /x",
        "RID 1.b, https://audio.example/?of=rid+1%2eB&x=1, &x=1",
        "Zoë+7, https://audio.example/zo%c3%ab%2B7.mp3, .mp3",
        "Zoë+7, https://audio.example/ZO%C3%8B+7.mp3, .mp3"
    })
    void anAddressDoesNotTellTheResearchIdHoweverItIsEncoded(String researchId, String address, String end) {
        String pseudonym = PSEUDONYMS.of(researchId);

        assertThat(replaced(researchId, address))
                .startsWith("https://audio.example/")
                .endsWith(pseudonym + end);
    }

    @Test
    void anAddressOfNobodyInParticularStaysAsItIs() {
        String address = "https://audio.example/RID0%301b.mp3?at=50%25+1";

        assertThat(replaced("RID0011", address)).isEqualTo(address);
        assertThat(replaced("RID.01", address)).isEqualTo(address);
    }

    private static String replaced(String researchId, String address) {
        return String.valueOf(PSEUDONYMS
                .replaceIn(new ExportedMessage(
                        1,
                        researchId,
                        "conv_1",
                        null,
                        "user",
                        null,
                        "Hello",
                        null,
                        address,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        0))
                .audioUrl());
    }
}
