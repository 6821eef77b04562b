package dev.paco.console.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Another text that came in for a message. */
record Revision(
        int messageId,
        String content,
        Instant receivedAt,
        @Nullable String source) {

    /** The way by which it came. */
    public String way() {
        return Turn.way(source);
    }
}
