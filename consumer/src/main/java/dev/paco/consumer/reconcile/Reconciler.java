package dev.paco.consumer.reconcile;

import dev.paco.common.event.MessageEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Finds out which messages are copies of what has a row. Both of its steps, and the inserting between them, belong into one
 * transaction. Thread-safe.
 */
public final class Reconciler {

    /** A call of a whole day has fewer turns. */
    private static final int MOST_COPIES = 5_000;

    private final CopyStore copies;

    public Reconciler(CopyStore copies) {
        this.copies = copies;
    }

    /** Whether {@code message} may come by several ways: it is of an ElevenLabs conversation. */
    public static boolean mayHaveCopies(MessageEvent message) {
        return message.elevenLabsConversationId() != null;
    }

    /**
     * Whether what has a row already decides what {@code message} is: it is of an ElevenLabs conversation, and its key alone does not tell it from
     * all others there.
     */
    public static boolean concerns(MessageEvent message) {
        return mayHaveCopies(message) && (message.elevenLabsMessageId() == null || message.turn() != null);
    }

    /**
     * Judges {@code messages}, no two of which have the same key. Until the end of the transaction nobody else judges messages of their
     * conversations.
     */
    public Mono<Reconciliation> judge(List<MessageEvent> messages) {
        Set<ConversationName> names =
                messages.stream().map(ConversationName::of).collect(Collectors.toCollection(LinkedHashSet::new));
        List<ConversationName> conversations = new ArrayList<>(names);
        return copies.lock(conversations)
                .then(copies.erased(messages))
                .flatMap(erased -> copies.read(conversations, MOST_COPIES)
                        .flatMap(known -> copies.rememberRows(known.unremembered())
                                .thenReturn(Reconciliation.of(messages, Set.copyOf(erased), known))));
    }

    /** Remembers what was judged of messages that have rows now. */
    public Mono<Void> remember(Reconciliation reconciliation) {
        return copies.rememberJudged(reconciliation.withRow())
                .then(copies.mark(reconciliation.remarked().toList()));
    }
}
