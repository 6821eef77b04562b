package dev.paco.standalone;

/** Bodies of save-message requests. */
final class Message {

    private Message() {}

    /** A message that its conversation and its ElevenLabs id identify. */
    static String of(String researchId, String conversation, int messageId, String content) {
        return """
                {"research_id": "%s", "role": "user", "content": "%s", "timestamp": "2025-01-08T16:00:00Z",
                 "provider": "elevenlabs", "elevenlabs_conversation_id": "%s", "elevenlabs_message_id": %d}""".formatted(researchId, content, conversation, messageId);
    }

    /** RID001's, with {@code fields} as they are written in JSON. */
    static String with(String fields) {
        return "{\"research_id\": \"RID001\", \"role\": \"user\", \"content\": \"Hello\","
                + " \"timestamp\": \"2025-01-08T16:00:00Z\"" + (fields.isEmpty() ? "" : ", " + fields) + "}";
    }
}
