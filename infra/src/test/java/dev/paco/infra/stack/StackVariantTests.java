package dev.paco.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StackVariantTests {

    private @Nullable String before;

    @BeforeEach
    void remember() {
        before = System.getProperty("paco.stack");
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty("paco.stack");
        } else {
            System.setProperty("paco.stack", before);
        }
    }

    @Test
    void embeddedIsTheDefault() {
        System.clearProperty("paco.stack");
        assertThat(StackVariant.chosen()).isEqualTo(StackVariant.EMBEDDED);
    }

    @Test
    void thePropertyChooses() {
        System.setProperty("paco.stack", "containers");
        assertThat(StackVariant.chosen()).isEqualTo(StackVariant.CONTAINERS);
    }

    @Test
    void anUnknownVariantIsRefused() {
        System.setProperty("paco.stack", "contaners");
        assertThatIllegalArgumentException()
                .isThrownBy(StackVariant::chosen)
                .withMessage("paco.stack is 'contaners'; set it to embedded or containers.");
    }
}
