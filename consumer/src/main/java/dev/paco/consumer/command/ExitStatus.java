package dev.paco.consumer.command;

/** What scripts can tell from a command's exit status, besides picocli's 0, 1 and 2. */
final class ExitStatus {

    /** Nothing was changed because something stands against it, or differences were found. */
    static final int REFUSED = 3;

    /** It was told to stop (128 and SIGINT's number, as shells have it). */
    static final int INTERRUPTED = 130;

    private ExitStatus() {}
}
