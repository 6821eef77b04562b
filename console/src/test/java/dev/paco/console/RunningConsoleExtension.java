package dev.paco.console;

import dev.paco.infra.stack.Stack;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts console and writer with the first test that asks for them; JUnit closes them at the end of the run. */
final class RunningConsoleExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(RunningConsoleExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningConsole.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(
                        RunningConsole.class, type -> RunningConsole.start(Stack.running()), RunningConsole.class);
    }
}
