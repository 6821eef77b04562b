package dev.paco.console.participant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An erasure that was begun.
 *
 * @param completedAt null when it was broken off, or runs
 * @param rows removed from the database
 * @param records removed from the log
 * @param letters dead letters removed
 */
record ErasureEntry(
        Instant startedAt, String startedBy, @Nullable Instant completedAt, long rows, long records, long letters) {}
