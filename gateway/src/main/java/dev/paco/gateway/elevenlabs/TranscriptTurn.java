package dev.paco.gateway.elevenlabs;

import dev.paco.common.event.Role;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One turn of a transcript.
 *
 * @param role who said it; null for anything that is neither participant nor agent
 * @param message what was said; null for turns of tools alone
 * @param originalMessage what was to be said, of an answer that was interrupted
 * @param seconds after the begin of the call
 * @param eventId ElevenLabs' id of the event that live messages have, on newer ones
 */
record TranscriptTurn(
        @Nullable Role role,
        @Nullable String message,
        @Nullable String originalMessage,
        double seconds,
        @Nullable String eventId) {

    private static final int MAX_ID = 255;
    private static final double LONGEST = 1e7;

    static TranscriptTurn of(JsonNode turn) {
        String role = Transcript.text(turn.path("role"));
        JsonNode seconds = turn.path("time_in_call_secs");
        return new TranscriptTurn(
                role == null ? null : Role.of(role).orElse(null),
                Transcript.text(turn.path("message")),
                Transcript.text(turn.path("original_message")),
                seconds.isNumber() && seconds.asDouble() >= 0 && seconds.asDouble() < LONGEST ? seconds.asDouble() : 0,
                id(turn.path("source_event_id")));
    }

    private static @Nullable String id(JsonNode node) {
        String id = node.isIntegralNumber() ? node.asString() : Transcript.text(node);
        return id == null || id.isBlank() || id.length() > MAX_ID ? null : id;
    }

    /** Whether anything was said. */
    boolean isSaid() {
        return role != null && message != null && !message.isBlank();
    }

    /** Leaves out what was said. */
    @Override
    public String toString() {
        return "TranscriptTurn[" + role + "]";
    }
}
