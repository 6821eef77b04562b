package dev.paco.guarantees.load;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one participant says in one conversation.
 *
 * @param waits whether its saves wait for their rows
 * @param begun the number of the newest message that was sent
 */
record Conversation(String id, String researchId, Identity identity, boolean waits, AtomicInteger begun) {

    Message next() {
        return Message.of(researchId, id, identity, begun.incrementAndGet());
    }
}
