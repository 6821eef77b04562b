package dev.paco.console.export;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code paco_conversations} as it is taken along, see {@link Columns}. */
record ExportedMessage(
        int id,
        String researchId,
        String conversationId,
        @Nullable Instant timestamp,
        String role,
        @Nullable String provider,
        String content,
        @Nullable String modelUsed,
        @Nullable String audioUrl,
        @Nullable String elevenLabsConversationId,
        @Nullable String elevenLabsMessageId,
        @Nullable String messageKey,
        @Nullable String source,
        @Nullable Instant receivedAt,
        @Nullable String reconciliation,
        long revisions) {}
