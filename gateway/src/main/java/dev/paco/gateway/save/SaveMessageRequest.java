package dev.paco.gateway.save;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a save-message request, for the documentation; it is read field by field. */
@Schema(name = "SaveMessage")
record SaveMessageRequest(
        @Schema(example = "RID001", requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 50)
        String researchId,

        @Schema(
                example = "user",
                requiredMode = Schema.RequiredMode.REQUIRED,
                allowableValues = {"user", "assistant", "agent", "ai"})
        String role,

        @Schema(example = "Hello", requiredMode = Schema.RequiredMode.REQUIRED, minLength = 1, maxLength = 10_000)
        String content,

        @Schema(
                example = "2025-01-08T16:00:00Z",
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "ISO 8601; without an offset it is UTC")
        String timestamp,

        @Schema(
                allowableValues = {"elevenlabs", "openai"},
                defaultValue = "openai")
        @Nullable
        String provider,

        @Schema(nullable = true, maxLength = 255) @Nullable String elevenlabsConversationId,

        @Schema(nullable = true, maxLength = 255, description = "A JSON integer counts as its decimal digits") @Nullable
        String elevenlabsMessageId,

        @Schema(nullable = true, maxLength = 255) @Nullable String conversationId,
        @Schema(nullable = true, maxLength = 255) @Nullable String idempotencyKey) {}
