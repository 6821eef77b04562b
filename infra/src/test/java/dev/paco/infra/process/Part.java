package dev.paco.infra.process;

/** A part of the product that runs beside this JVM. Started and stopped by one thread at a time. */
public interface Part extends AutoCloseable {

    /** What it is, in one word and a number. */
    String name();

    /** Starts it, on the same ports and data as before. Returns at once. */
    void start();

    /** Whether it serves by now. */
    boolean isReady();

    /** SIGKILL; returns when it is gone. */
    void kill();

    /** SIGTERM; returns when it has ended by itself. */
    void stop();

    /** SIGSTOP: it keeps its connections and says nothing. */
    void pause();

    /** SIGCONT. */
    void resume();

    /** The process, while it runs. */
    ProcessHandle handle();

    /** Ends it, however it takes it. */
    @Override
    void close();
}
