package dev.paco.console.summary;

import java.time.Duration;
import java.util.Optional;

/** How far the writers are behind. */
@FunctionalInterface
interface WriterLag {

    /** The age of the oldest message that is not written, zero without one; nothing when it cannot be found out. Blocks. */
    Optional<Duration> read();
}
