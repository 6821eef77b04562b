package dev.paco.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimestampTests {

    @ParameterizedTest
    @CsvSource({
        "2025-01-08T16:00:00Z,                2025-01-08T16:00:00Z",
        "2025-01-08 16:00:00,                 2025-01-08T16:00:00Z",
        "2025-01-08T16:00,                    2025-01-08T16:00:00Z",
        "2025-01-08,                          2025-01-08T00:00:00Z",
        "2025-01-08T16:00:00.1234569Z,        2025-01-08T16:00:00.123456Z",
        "2025-01-08T16:00:00.999999999+00:00, 2025-01-08T16:00:00.999999Z",
        "2025-01-08T16:00:00+0530,            2025-01-08T10:30:00Z",
        "2025-01-08T16:00:00-08,              2025-01-09T00:00:00Z",
        "1969-12-31T23:59:59.9999999Z,        1969-12-31T23:59:59.999999Z",
        "2024-02-29T00:00:00Z,                2024-02-29T00:00:00Z",
        "0001-01-01T00:00:00Z,                0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z,         9999-12-31T23:59:59.999999Z",
    })
    void readsDatesAndTimesAsClientsWriteThem(String text, Instant expected) {
        assertThat(IsoTimestamp.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2025-02-30T00:00:00Z",
                "2025-13-01",
                "2025-01-08T24:00:00Z",
                "2025-01-08T16:00:60Z",
                "2025-01-08T16:00:00.1234567890Z",
                "2025-01-08  16:00:00",
                "2025-01-08T16:00:00+19:00",
                "2025-01-08T16:00:00 Z",
                " 2025-01-08",
                "2025-01-08T",
                "2025-01-08Z",
                "0001-01-01T00:00:00+14:00",
                "9999-12-31T23:59:59-01:00",
                "10000-01-01T00:00:00Z",
                "٢٠٢٥-٠١-٠٨",
            })
    void refusesWhatNamesNoPointInTime(String text) {
        assertThat(IsoTimestamp.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-01-08T16:00:00Z,        2025-01-08T16:00:00+00:00",
        "2025-01-08T16:00:00.5Z,      2025-01-08T16:00:00.500000+00:00",
        "2025-01-08T16:00:00.000001Z, 2025-01-08T16:00:00.000001+00:00",
        "0001-01-01T00:00:00Z,        0001-01-01T00:00:00+00:00",
    })
    void writesAnOffsetAndSixDigitsOrNone(Instant instant, String expected) {
        assertThat(IsoTimestamp.format(instant)).isEqualTo(expected);
    }
}
