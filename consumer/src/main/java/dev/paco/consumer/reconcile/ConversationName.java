package dev.paco.consumer.reconcile;

import dev.paco.common.event.MessageEvent;

/** A participant's conversation: what another participant says under the same id is another one. */
public record ConversationName(String researchId, String conversation) {

    /** That of {@code message}. */
    public static ConversationName of(MessageEvent message) {
        return new ConversationName(message.researchId(), message.conversation());
    }
}
