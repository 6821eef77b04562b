package dev.paco.gateway.elevenlabs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A conversation as ElevenLabs tells it. Fields that are not known here are ignored, and what has another type than it should counts as absent: more will come.
 *
 * @param conversationId ElevenLabs' id
 * @param owner the participant, from the dynamic variable {@code research_id}, else {@code user_id}; empty when it names nobody
 * @param agentId ElevenLabs' id of the agent
 * @param status {@code done} when it is complete
 * @param startedAt when it began; null when it does not say
 * @param durationSeconds how long it was
 * @param summary of the transcript
 * @param analysis without the summary, a JSON object; null when there is none
 * @param turns in order, also those without text
 */
record Transcript(
        String conversationId,
        String owner,
        @Nullable String agentId,
        @Nullable String status,
        @Nullable Instant startedAt,
        @Nullable Integer durationSeconds,
        @Nullable String summary,
        @Nullable String analysis,
        List<TranscriptTurn> turns) {

    private static final int MAX_ID = 255;

    /** Reads {@code conversation}; empty when it has no id or no list of turns. */
    static Optional<Transcript> of(JsonNode conversation) {
        String id = text(conversation.path("conversation_id"));
        JsonNode turns = conversation.path("transcript");
        if (id == null || id.isBlank() || id.length() > MAX_ID || !turns.isArray()) {
            return Optional.empty();
        }
        JsonNode metadata = conversation.path("metadata");
        JsonNode analysis = conversation.path("analysis");
        List<TranscriptTurn> read = new ArrayList<>();
        turns.forEach(turn -> read.add(TranscriptTurn.of(turn)));
        return Optional.of(new Transcript(
                id,
                owner(conversation),
                text(conversation.path("agent_id")),
                text(conversation.path("status")),
                time(metadata.path("start_time_unix_secs")),
                count(metadata.path("call_duration_secs")),
                text(analysis.path("transcript_summary")),
                withoutSummary(analysis),
                read));
    }

    private static String owner(JsonNode conversation) {
        return Stream.of(
                        conversation
                                .path("conversation_initiation_client_data")
                                .path("dynamic_variables")
                                .path("research_id"),
                        conversation.path("user_id"))
                .map(Transcript::text)
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse("");
    }

    private static @Nullable String withoutSummary(JsonNode analysis) {
        if (!(analysis instanceof ObjectNode object)) {
            return null;
        }
        ObjectNode rest = object.deepCopy();
        rest.remove("transcript_summary");
        return rest.isEmpty() ? null : rest.toString();
    }

    static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }

    private static @Nullable Integer count(JsonNode node) {
        return node.isNumber() && node.asDouble() >= 0 && node.asDouble() < Integer.MAX_VALUE
                ? Integer.valueOf((int) node.asDouble())
                : null;
    }

    /** Seconds since 1970; null for what is none or is of no year with four digits. */
    private static @Nullable Instant time(JsonNode node) {
        if (!node.isNumber() || node.asDouble() <= 0) {
            return null;
        }
        try {
            Instant time = Instant.EPOCH.plusMillis(Math.round(node.asDouble() * 1000));
            return time.isBefore(Instant.parse("9000-01-01T00:00:00Z")) ? time.truncatedTo(ChronoUnit.MICROS) : null;
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /** Names the conversation without what was said in it. */
    @Override
    public String toString() {
        return "Transcript[" + conversationId + "]";
    }
}
