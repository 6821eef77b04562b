package dev.paco.console.conversation;

/**
 * How far what is made in the background is behind the messages.
 *
 * @param summaries messages that the list may not know of yet
 * @param texts messages in which no words are found yet
 */
record IndexProgress(long summaries, long texts) {}
