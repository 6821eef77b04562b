package dev.paco.console.export;

import org.jspecify.annotations.Nullable;

/** Numbers messages that come ordered by conversation. */
final class TurnNumbers {

    private @Nullable ExportedMessage previous;
    private int number;

    /** The next message with its number, which is 1 where a conversation begins. */
    NumberedTurn next(ExportedMessage message) {
        boolean goesOn = previous != null
                && previous.conversationId().equals(message.conversationId())
                && previous.researchId().equals(message.researchId());
        number = goesOn ? number + 1 : 1;
        previous = message;
        return new NumberedTurn(number, message);
    }
}
