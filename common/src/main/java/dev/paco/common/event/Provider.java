package dev.paco.common.event;

import java.util.Locale;
import java.util.Optional;

/** Which service a participant talked to, as the column {@code provider} holds it. */
public enum Provider {
    ELEVENLABS,
    OPENAI;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name on the wire and in the table. */
    public String wireName() {
        return wireName;
    }

    /** Reads a wire name; empty for any other. */
    public static Optional<Provider> of(String wireName) {
        return switch (wireName) {
            case "elevenlabs" -> Optional.of(ELEVENLABS);
            case "openai" -> Optional.of(OPENAI);
            default -> Optional.empty();
        };
    }
}
