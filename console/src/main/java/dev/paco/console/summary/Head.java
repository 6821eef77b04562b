package dev.paco.console.summary;

/**
 * Where the messages end, as one snapshot sees them.
 *
 * @param id the highest; 0 without any
 * @param oldestRunning the oldest transaction that has not ended
 * @param nextTransaction the first that has not begun
 */
record Head(long id, long oldestRunning, long nextTransaction) {}
