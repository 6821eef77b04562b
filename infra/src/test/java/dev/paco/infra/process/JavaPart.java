package dev.paco.infra.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A part that is a JVM; all its starts write to one log. */
public final class JavaPart implements Part {

    private static final long STOP_SECONDS = 60;

    private final String name;
    private final JavaProgram program;
    private final Path log;
    private final BooleanSupplier ready;
    private @Nullable Process process;

    /**
     * A part that is not started yet.
     *
     * @param log where its output is added
     * @param ready whether it serves; asked only while it runs
     */
    public JavaPart(String name, JavaProgram program, Path log, BooleanSupplier ready) {
        this.name = name;
        this.program = program;
        this.log = log;
        this.ready = ready;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        ProcessBuilder builder = new ProcessBuilder(program.command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(program.environment());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started", e);
        }
    }

    @Override
    public boolean isReady() {
        if (!running().isAlive()) {
            throw new IllegalStateException(
                    name + " has ended with status " + running().exitValue() + ", see " + log);
        }
        return ready.getAsBoolean();
    }

    @Override
    public void kill() {
        running().destroyForcibly();
        awaitEnd();
    }

    @Override
    public void stop() {
        running().destroy();
        awaitEnd();
    }

    @Override
    public ProcessHandle handle() {
        return running().toHandle();
    }

    @Override
    public void pause() {
        Signal.STOP.sendToTree(running().toHandle());
    }

    @Override
    public void resume() {
        Signal.CONT.sendToTree(running().toHandle());
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private void awaitEnd() {
        try {
            if (!running().waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(name + " does not end within " + STOP_SECONDS + " s, see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process;
    }
}
