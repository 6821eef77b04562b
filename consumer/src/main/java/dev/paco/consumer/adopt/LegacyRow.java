package dev.paco.consumer.adopt;

import dev.paco.common.event.Provider;
import dev.paco.common.event.Role;
import dev.paco.common.identity.MessageIdentity;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row without a key, as the Python backend wrote it. */
record LegacyRow(
        int id,
        String researchId,
        @Nullable String provider,
        @Nullable String elevenLabsConversationId,
        @Nullable String elevenLabsMessageId,
        String conversationId,
        String role,
        @Nullable OffsetDateTime timestamp,
        String content) {

    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;

    /** What keeps the row from having a key at all, if anything does. */
    Optional<KeylessReason> obstacle() {
        if (Role.of(role).isEmpty()) {
            return Optional.of(KeylessReason.UNKNOWN_ROLE);
        }
        if (knownProvider().isEmpty()) {
            return Optional.of(KeylessReason.UNKNOWN_PROVIDER);
        }
        boolean dated = timestamp != null && timestamp.getYear() >= FIRST_YEAR && timestamp.getYear() <= LAST_YEAR;
        return dated ? Optional.empty() : Optional.of(KeylessReason.NO_TIMESTAMP);
    }

    /**
     * The identity of the message in this row, equal to that of the same message in an event.
     *
     * @throws IllegalStateException when there is an {@link #obstacle}
     */
    MessageIdentity identity() {
        if (timestamp == null) {
            throw new IllegalStateException("Row " + id + " has no timestamp");
        }
        return new MessageIdentity(
                researchId,
                knownProvider().orElseThrow(),
                present(elevenLabsConversationId),
                present(elevenLabsMessageId),
                namedConversation(),
                null,
                Role.of(role).orElseThrow(),
                timestamp.toInstant().truncatedTo(ChronoUnit.MICROS),
                content);
    }

    /** The column falls back to the research id when nobody named a conversation. */
    private @Nullable String namedConversation() {
        return conversationId.equals(researchId) ? null : present(conversationId);
    }

    private Optional<Provider> knownProvider() {
        return provider == null ? Optional.of(Provider.OPENAI) : Provider.of(provider);
    }

    private static @Nullable String present(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }
}
