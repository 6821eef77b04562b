package dev.paco.console.export;

/**
 * A message in its conversation.
 *
 * @param number from 1 on, within what is exported
 */
record NumberedTurn(int number, ExportedMessage message) {}
