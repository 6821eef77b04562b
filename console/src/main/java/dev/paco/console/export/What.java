package dev.paco.console.export;

/** What the records of a file are. */
enum What {
    MESSAGES,
    TRANSCRIPTS
}
