package dev.paco.console.conversation;

import java.util.List;

/**
 * What the index has for some words.
 *
 * @param messages that have them, counted up to a limit
 */
record Hits(List<ConversationLine> lines, long messages) {}
