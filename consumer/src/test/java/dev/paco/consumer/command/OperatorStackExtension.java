package dev.paco.consumer.command;

import dev.paco.infra.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives the tests of commands one broker of their own, empty at the beginning of each class. */
final class OperatorStackExtension implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(OperatorStackExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        stack(context).clear();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == OperatorStack.class;
    }

    @Override
    public OperatorStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return stack(context);
    }

    private static OperatorStack stack(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(OperatorStack.class, type -> start(), OperatorStack.class);
    }

    private static OperatorStack start() {
        try {
            return OperatorStack.start(Stack.running());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
