package dev.paco.consumer.reconcile;

import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.Role;
import dev.paco.common.event.Turn;
import dev.paco.common.identity.MessageIdentity;
import dev.paco.common.identity.MessageKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One copy of something that was said, as far as it decides what it is a copy of.
 *
 * @param key its message key
 * @param role who said it
 * @param text what was said
 * @param original what was to be said, of an answer that was interrupted
 * @param length of the text, in code points
 * @param identified whether it has ElevenLabs' message id
 * @param keyed whether the page has given it a key of its own, and so says that it is another message than all others with one
 * @param turn its index in a transcript; null when it is not from one
 * @param occurrences how often a transcript has this text; 0 when it is not from one
 * @param lastOccurrence whether it is the last of them
 * @param others keys of other turns with this text
 * @param loginId the login that it came with
 * @param saidAt its own time, which for a page that saves anew is the time of that
 * @param receivedAt when the gateway took it
 */
record Copy(
        UUID key,
        Role role,
        TextHash text,
        @Nullable TextHash original,
        int length,
        boolean identified,
        boolean keyed,
        @Nullable Integer turn,
        int occurrences,
        boolean lastOccurrence,
        List<UUID> others,
        @Nullable UUID loginId,
        Instant saidAt,
        Instant receivedAt) {

    private static final int VERSION_7 = 7;

    static Copy of(MessageEvent message) {
        Turn turn = message.turn();
        String original = turn == null ? null : turn.originalMessage();
        return new Copy(
                message.messageKey(),
                message.role(),
                TextHash.of(message.content()),
                original == null ? null : TextHash.of(original),
                message.content().codePointCount(0, message.content().length()),
                isIdentified(message),
                turn == null && isKeyed(message),
                turn == null ? null : turn.index(),
                turn == null ? 0 : turn.occurrences(),
                turn != null && turn.occurrence() == turn.occurrences(),
                turn == null ? List.of() : turn.others(),
                message.loginId(),
                message.timestamp(),
                message.receivedAt());
    }

    /** Whether its key is that of ElevenLabs' message id: the index of a turn stands in the same place and is none. */
    private static boolean isIdentified(MessageEvent message) {
        Turn turn = message.turn();
        return message.elevenLabsMessageId() != null
                && (turn == null
                        || !message.messageKey()
                                .equals(MessageKey.ofTurn(
                                        message.researchId(), message.conversation(), message.role(), turn.index())));
    }

    /** Whether neither its id nor its body is what its key was made of. */
    private static boolean isKeyed(MessageEvent message) {
        return !message.messageKey()
                .equals(MessageKey.of(new MessageIdentity(
                        message.researchId(),
                        message.provider(),
                        message.elevenLabsConversationId(),
                        message.elevenLabsMessageId(),
                        message.conversationId(),
                        null,
                        message.role(),
                        message.timestamp(),
                        message.content())));
    }

    boolean isTurn() {
        return turn != null;
    }

    /** How long after its login it was received; empty when its login has no time. */
    Optional<Duration> sinceLogin() {
        return loginTime().map(login -> Duration.between(login, receivedAt));
    }

    /** Our logins are UUIDs of version 7, which begin with milliseconds since 1970 (RFC 9562, section 5.7). */
    Optional<Instant> loginTime() {
        return loginId == null || loginId.version() != VERSION_7
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(loginId.getMostSignificantBits() >>> 16));
    }
}
