package dev.paco.consumer.reconcile;

import dev.paco.common.event.MessageEvent;
import dev.paco.consumer.reconcile.Conversation.Taken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What became of some messages: which of them need a row, in the order of the log, and what is to be remembered when they have it. Not
 * thread-safe.
 */
public final class Reconciliation {

    private final List<MessageEvent> messages;
    private final List<Judged> judged = new ArrayList<>();
    private final List<Integer> toInsert = new ArrayList<>();
    private final Map<UUID, Utterance> firsts = new HashMap<>();
    private final Map<ConversationName, Conversation> conversations = new HashMap<>();

    private Reconciliation(List<MessageEvent> messages) {
        this.messages = messages;
    }

    /**
     * Judges {@code messages} in their order.
     *
     * @param messages no two of which have the same key
     * @param erased which of them are of participants who have withdrawn since, by index
     */
    static Reconciliation of(List<MessageEvent> messages, Set<Integer> erased, KnownConversations known) {
        Reconciliation result = new Reconciliation(messages);
        for (int i = 0; i < messages.size(); i++) {
            MessageEvent message = messages.get(i);
            ConversationName name = ConversationName.of(message);
            if (erased.contains(i) || known.isTooLong(name)) {
                result.toInsert.add(i);
            } else if (!known.hasKey(message.messageKey())) {
                result.judge(i, known);
            } else if (message.turn() != null) {
                result.confirm(i, known);
            }
        }
        return result;
    }

    private Conversation conversation(MessageEvent message, KnownConversations known) {
        ConversationName name = ConversationName.of(message);
        return conversations.computeIfAbsent(name, unused -> new Conversation(known.utterances(name)));
    }

    private void confirm(int index, KnownConversations known) {
        MessageEvent message = messages.get(index);
        conversation(message, known)
                .confirm(Copy.of(message))
                .ifPresent(taken -> judged.add(new Judged(index, message.messageKey(), taken, false)));
    }

    private void judge(int index, KnownConversations known) {
        MessageEvent message = messages.get(index);
        Copy copy = Copy.of(message);
        Taken taken = conversation(message, known).take(copy);
        judged.add(new Judged(index, copy.key(), taken, taken.isCopy()));
        if (!taken.isCopy()) {
            firsts.put(copy.key(), taken.utterance());
            toInsert.add(index);
        }
    }

    /** The messages that need a row, by index. */
    public List<Integer> toInsert() {
        return List.copyOf(toInsert);
    }

    /** The message at {@code index} has got a row. */
    public void inserted(int index, long id) {
        Utterance utterance = firsts.get(messages.get(index).messageKey());
        if (utterance != null) {
            utterance.hasRow(id);
        }
    }

    /** Copies of what was to have a row and has got none: they need one of their own, if they can have one. */
    public List<Integer> orphans() {
        return judged.stream()
                .filter(one -> one.taken().isCopy())
                .filter(one -> one.taken().utterance().id() == null)
                .map(Judged::index)
                .toList();
    }

    /** What is to be remembered, in the order of the log. */
    List<Judged> withRow() {
        return judged.stream()
                .filter(one -> one.taken().utterance().id() != null)
                .toList();
    }

    /** Rows whose mark is another than it was. */
    Stream<Utterance> remarked() {
        Set<Utterance> seen = new HashSet<>();
        return conversations.values().stream()
                .flatMap(conversation -> conversation.utterances().stream())
                .filter(utterance -> utterance.id() != null && utterance.markHasChanged())
                .filter(seen::add);
    }

    /**
     * A message and what it was taken for.
     *
     * @param index of the message
     * @param key of the message
     * @param needsAlias whether the row does not answer to the key yet
     */
    record Judged(int index, UUID key, Taken taken, boolean needsAlias) {}
}
