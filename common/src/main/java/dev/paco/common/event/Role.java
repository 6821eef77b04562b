package dev.paco.common.event;

import java.util.Locale;
import java.util.Optional;

/** Who said a message, as the column {@code role} holds it. */
public enum Role {
    USER,
    ASSISTANT;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name on the wire and in the table. */
    public String wireName() {
        return wireName;
    }

    /** Reads {@code user} or {@code assistant}; ElevenLabs' own {@code agent} and {@code ai} are the assistant. */
    public static Optional<Role> of(String wireName) {
        return switch (wireName) {
            case "user" -> Optional.of(USER);
            case "assistant", "agent", "ai" -> Optional.of(ASSISTANT);
            default -> Optional.empty();
        };
    }
}
