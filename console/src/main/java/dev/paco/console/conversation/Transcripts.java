package dev.paco.console.conversation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Turns over a transcript; a part has 200 turns. */
@Component
class Transcripts {

    private static final int PART = 200;

    private final TranscriptStore store;

    Transcripts(TranscriptStore store) {
        this.store = store;
    }

    /**
     * The part that begins with a message.
     *
     * @param words to be marked; null for none
     * @param first position of that message; null for the first of all
     */
    Mono<Transcript> from(ConversationLine conversation, @Nullable String words, @Nullable Position first) {
        Mono<List<Message>> previous =
                first == null ? Mono.just(List.of()) : store.before(conversation, words, first, 1);
        return Mono.zip(store.from(conversation, words, first, PART + 1), previous)
                .flatMap(found -> with(
                        conversation,
                        found.getT1(),
                        found.getT2().isEmpty() ? null : found.getT2().get(0)));
    }

    /** The part that ends before a message. */
    Mono<Transcript> before(ConversationLine conversation, @Nullable String words, Position end) {
        return store.before(conversation, words, end, PART).flatMap(nearestFirst -> {
            List<Message> messages = new ArrayList<>(nearestFirst);
            Collections.reverse(messages);
            return from(
                    conversation,
                    words,
                    messages.isEmpty() ? null : messages.get(0).position());
        });
    }

    private Mono<Transcript> with(ConversationLine conversation, List<Message> found, @Nullable Message previous) {
        List<Message> messages = found.subList(0, Math.min(PART, found.size()));
        Position later = found.size() > PART ? found.get(PART).position() : null;
        return Mono.zip(store.revisions(messages), store.gaps(conversation))
                .map(of -> Transcript.of(messages, of.getT1(), of.getT2(), previous, later));
    }
}
