package dev.paco.console.overview;

/** How many conversations have that many messages. */
record SizeCount(long messages, long conversations) {}
