package dev.paco.console.conversation;

/**
 * Ids of ElevenLabs' messages that a conversation does not have.
 *
 * @param after the id before them
 * @param before the id after them
 */
record IdGap(long after, long before) {

    /** For people. */
    String sentence() {
        long first = after + 1;
        long last = before - 1;
        String ids = first == last ? "id " + first : "ids " + first + " to " + last;
        return "ElevenLabs' %s: no message here. Either those were no messages, or they never came.".formatted(ids);
    }
}
