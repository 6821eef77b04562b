package dev.paco.consumer.adopt;

import dev.paco.common.event.Provider;
import dev.paco.common.event.Role;
import dev.paco.common.identity.MessageIdentity;
import dev.paco.common.identity.MessageKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code paco_conversations} that has no key yet. */
record LegacyRow(
        int id,
        String researchId,
        String conversationId,
        @Nullable OffsetDateTime timestamp,
        String role,
        String content,
        @Nullable String provider,
        @Nullable String elevenLabsConversationId,
        @Nullable String elevenLabsMessageId) {

    static LegacyRow of(ResultSet row) throws SQLException {
        return new LegacyRow(
                row.getInt("id"),
                row.getString("research_id"),
                row.getString("conversation_id"),
                row.getObject("timestamp", OffsetDateTime.class),
                row.getString("role"),
                row.getString("content"),
                row.getString("provider"),
                row.getString("elevenlabs_conversation_id"),
                row.getString("elevenlabs_message_id"));
    }

    /**
     * The key that an event of the same message has. Empty for a row that no event could have made: of a role or
     * provider that is unknown, or without a time.
     */
    Optional<UUID> messageKey() {
        Optional<Role> knownRole = Role.of(role);
        Optional<Provider> knownProvider = provider == null ? Optional.of(Provider.OPENAI) : Provider.of(provider);
        if (knownRole.isEmpty() || knownProvider.isEmpty() || timestamp == null) {
            return Optional.empty();
        }
        return Optional.of(MessageKey.of(new MessageIdentity(
                researchId,
                knownProvider.get(),
                absentIfEmpty(elevenLabsConversationId),
                absentIfEmpty(elevenLabsMessageId),
                // A conversation that is named after its participant is one that nobody has named.
                conversationId.equals(researchId) ? null : absentIfEmpty(conversationId),
                null,
                knownRole.get(),
                timestamp.toInstant(),
                content)));
    }

    private static @Nullable String absentIfEmpty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
