package dev.paco.console.export;

/**
 * How far an export is.
 *
 * @param rows messages that were written so far
 * @param expected about how many there are
 */
record ExportProgress(ExportRun.State state, long rows, long expected) {

    /** Before the browser has asked for the file. */
    static final ExportProgress NOT_BEGUN = new ExportProgress(ExportRun.State.WAITING, 0, 0);
}
