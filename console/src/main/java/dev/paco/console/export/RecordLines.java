package dev.paco.console.export;

/** Writes what is exported, a message after the other. Has state: one for each file. */
interface RecordLines {

    /** What stands before the first record. */
    String begin();

    /** What a message adds. */
    String add(ExportedMessage message);

    /** What stands after the last message. */
    String end();
}
