package dev.paco.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@PacoStack
class PacoStackIT extends StackContract {

    private static @Nullable Stack beforeAll;

    private final Stack stack;

    PacoStackIT(Stack stack) {
        this.stack = stack;
    }

    @BeforeAll
    static void remember(Stack stack) {
        beforeAll = stack;
    }

    @Override
    Stack stack() {
        return stack;
    }

    @Test
    void thereIsOneStackPerJvm(Stack injected) {
        assertThat(injected).isSameAs(stack).isSameAs(beforeAll).isSameAs(Stack.running());
    }
}
