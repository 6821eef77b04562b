package dev.paco.console.conversation;

/**
 * Where the conversations end that were looked at.
 *
 * @param last of them
 * @param size how many there were
 */
record Window(Position last, int size) {}
