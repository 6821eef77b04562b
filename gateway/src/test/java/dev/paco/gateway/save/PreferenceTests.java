package dev.paco.gateway.save;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

class PreferenceTests {

    private static final Duration DEFAULT = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "respond-async             | 0  | respond-async",
                "Respond-Async             | 0  | respond-async",
                "wait=5                    | 5  | wait=5",
                "wait=\"5\"                | 5  | wait=5",
                "wait = 5                  | 5  | wait=5",
                "wait=0                    | 0  | wait=0",
                "wait=60                   | 30 | wait=30",
                "wait=999999999            | 30 | wait=30",
                "respond-async, wait=10    | 10 | respond-async, wait=10",
                "wait=10;foo=\"x\", respond-async | 10 | respond-async, wait=10",
                "foo=bar, respond-async    | 0  | respond-async",
                "wait=1, wait=9            | 1  | wait=1",
                "wait=-1                   | 2  | ",
                "wait=soon                 | 2  | ",
                "wait=9999999999           | 2  | ",
                "handling=lenient          | 2  | ",
                "''                        | 2  | ",
                "=;,\"                     | 2  | ",
            })
    void whatTheClientPrefersIsReadAndWhatHasNoSenseIgnored(String header, long seconds, String applied) {
        Preference preference = preference(header);

        assertThat(preference.waitOr(DEFAULT, LONGEST)).hasSeconds(seconds);
        assertThat(preference.applied(true, LONGEST)).isEqualTo(applied);
    }

    @Test
    void severalHeadersCountAsOne() {
        Preference preference = preference("respond-async", "wait=3");

        assertThat(preference.waitOr(DEFAULT, LONGEST)).hasSeconds(3);
    }

    @Test
    void respondAsyncIsNotClaimedToBeAppliedWhenTheRowWasWaitedFor() {
        assertThat(preference("respond-async, wait=3").applied(false, LONGEST)).isEqualTo("wait=3");
    }

    private static Preference preference(String... headers) {
        HttpHeaders all = new HttpHeaders();
        all.addAll(Preference.HEADER, List.of(headers));
        return Preference.of(all);
    }
}
