package dev.paco.infra.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a JVM is started with.
 *
 * @param options of the JVM
 * @param program the main class or {@code -jar} and its file, and arguments
 * @param environment variables besides this process' own
 */
public record JavaProgram(List<String> options, List<String> program, Map<String, String> environment) {

    /** The JVM of the processes, which may be a newer one than that of the build. */
    private static final String JAVA_HOME =
            Objects.requireNonNullElse(System.getenv("PACO_PROCESS_JAVA_HOME"), System.getProperty("java.home"));

    /** Little memory and a quick start, for tests; benchmarks choose for themselves. */
    static final List<String> SMALL = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote");

    public JavaProgram {
        options = List.copyOf(options);
        program = List.copyOf(program);
        environment = Map.copyOf(environment);
    }

    /** A runnable jar. */
    public static JavaProgram jar(Path jar, Map<String, String> environment) {
        return new JavaProgram(SMALL, List.of("-jar", jar.toString()), environment);
    }

    /** A class of this JVM's own class path. */
    static JavaProgram main(String mainClass, String... arguments) {
        List<String> program = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        program.addAll(List.of(arguments));
        return new JavaProgram(SMALL, program, Map.of());
    }

    /** The same with other options. */
    public JavaProgram withOptions(List<String> otherOptions) {
        return new JavaProgram(otherOptions, program, environment);
    }

    /** The same with further arguments. */
    public JavaProgram withArguments(List<String> arguments) {
        List<String> more = new ArrayList<>(program);
        more.addAll(arguments);
        return new JavaProgram(options, more, environment);
    }

    List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(JAVA_HOME, "bin", "java").toString());
        command.addAll(options);
        command.addAll(program);
        return command;
    }
}
