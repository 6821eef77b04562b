package dev.paco.common.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTests {

    private static final String HEADER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void whatIsReadIsWrittenAsItWas() {
        assertThat(Traceparent.parse(HEADER)).hasToString("Optional[" + HEADER + "]");
    }

    @Test
    void aLaterVersionIsReadAsTheFirst() {
        assertThat(Traceparent.parse("01" + HEADER.substring(2))).hasToString("Optional[" + HEADER + "]");
    }

    @Test
    void theLowestBitTellsWhetherItIsSampled() {
        assertThat(Traceparent.parse(HEADER)).get().matches(Traceparent::isSampled);
        assertThat(Traceparent.parse(HEADER.replaceFirst("01$", "03"))).get().matches(Traceparent::isSampled);
        assertThat(Traceparent.parse(HEADER.replaceFirst("01$", "02"))).get().matches(trace -> !trace.isSampled());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-",
            })
    void whatIsNotWellFormedIsIgnored(String header) {
        assertThat(Traceparent.parse(header)).isEmpty();
    }
}
