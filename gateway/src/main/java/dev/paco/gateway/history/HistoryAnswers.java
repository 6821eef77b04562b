package dev.paco.gateway.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of answers. */
final class HistoryAnswers {

    private HistoryAnswers() {}

    @Schema(name = "HistoryRequest")
    record Request(
            @Schema(example = "RID001", requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 50)
            String researchId,

            @Schema(nullable = true, maxLength = 255) @Nullable
            String conversationId,

            @Schema(defaultValue = "50", minimum = "1", maximum = "500") @Nullable
            Integer limit,

            @Schema(defaultValue = "0", minimum = "0") @Nullable
            Integer offset) {}

    @Schema(name = "HistoryMessage")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Message(
            long id,
            String conversationId,
            String role,
            String content,
            String timestamp,
            @Nullable String modelUsed,
            @Nullable String audioUrl) {}

    /**
     * Messages by time.
     *
     * @param total how many there are, on all pages
     */
    @Schema(name = "History")
    record History(List<Message> messages, long total, String researchId) {}

    /** Ids of conversations, the most recent first. */
    @Schema(name = "Conversations")
    record Conversations(String researchId, List<String> conversations) {}

    /** Ids of ElevenLabs' conversations, the most recent first. */
    @Schema(name = "ElevenLabsConversations")
    record ElevenLabsConversations(
            String researchId,
            @JsonProperty("elevenlabs_conversation_ids") List<String> elevenLabsConversationIds) {}
}
