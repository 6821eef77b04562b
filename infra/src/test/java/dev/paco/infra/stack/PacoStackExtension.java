package dev.paco.infra.stack;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts the stack with the first test class that needs it; JUnit closes it at the end of the classes that share it. */
final class PacoStackExtension implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(PacoStackExtension.class);
    private static final AtomicReference<@Nullable Stack> RUNNING = new AtomicReference<>();

    static Stack running() {
        Stack stack = RUNNING.get();
        if (stack == null) {
            throw new IllegalStateException("No stack is running: annotate the test class with @PacoStack.");
        }
        return stack;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        RUNNING.set(stack(context));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stack.class;
    }

    @Override
    public Stack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return stack(context);
    }

    private static Stack stack(ExtensionContext context) {
        boolean shared = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), PacoStack.class)
                .map(PacoStack::shared)
                .orElse(false);
        return context.getStore(shared ? StoreScope.LAUNCHER_SESSION : StoreScope.EXECUTION_REQUEST, NAMESPACE)
                .computeIfAbsent(Stack.class, type -> StackVariant.chosen().start(), StartedStack.class);
    }
}
