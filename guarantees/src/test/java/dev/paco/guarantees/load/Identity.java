package dev.paco.guarantees.load;

/** By what the messages of a conversation are told from each other. */
enum Identity {
    ELEVENLABS_ID,
    IDEMPOTENCY_KEY,
    CONTENT;

    /** Whether a message can be corrected: another text under the same identity. */
    boolean canBeCorrected() {
        return this != CONTENT;
    }
}
