package dev.paco.common.event;

import java.util.Locale;
import java.util.Optional;

/** By which door a message came in, as the column {@code source} holds it. */
public enum MessageSource {
    /** One message a request. */
    FRONTEND,
    /** Many messages a request. */
    BATCH,
    /** ElevenLabs' post-call webhook. */
    WEBHOOK,
    /** A conversation fetched from ElevenLabs. */
    SYNC;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name on the wire and in the table. */
    public String wireName() {
        return wireName;
    }

    /** Reads a wire name; empty for any other. */
    public static Optional<MessageSource> of(String wireName) {
        return switch (wireName) {
            case "frontend" -> Optional.of(FRONTEND);
            case "batch" -> Optional.of(BATCH);
            case "webhook" -> Optional.of(WEBHOOK);
            case "sync" -> Optional.of(SYNC);
            default -> Optional.empty();
        };
    }
}
