package dev.paco.console;

import dev.paco.infra.stack.PacoStack;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Gives a test class the running console and a writer, which all tests of this JVM share, as a {@link RunningConsole}. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@PacoStack(shared = true)
@ExtendWith(RunningConsoleExtension.class)
public @interface ConsoleTest {}
