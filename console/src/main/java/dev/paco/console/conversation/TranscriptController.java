package dev.paco.console.conversation;

import dev.paco.console.audit.Act;
import dev.paco.console.audit.Actor;
import dev.paco.console.audit.AuditLog;
import dev.paco.console.filter.TypedFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** One conversation. Every look at it is noted. */
@Controller
class TranscriptController {

    private static final int LONGEST_TEXT = 200;
    private static final int MOST_MATCHES = 30;

    private final ConversationStore conversations;
    private final Transcripts transcripts;
    private final TranscriptStore store;
    private final AuditLog audit;

    TranscriptController(
            ConversationStore conversations, Transcripts transcripts, TranscriptStore store, AuditLog audit) {
        this.conversations = conversations;
        this.transcripts = transcripts;
        this.store = store;
        this.audit = audit;
    }

    /**
     * Shows turns.
     *
     * @param from word of the {@link Position} of the first turn to show; empty for the beginning
     * @param before the same for the turn that comes after the last one to show
     * @param text words to be marked
     */
    @GetMapping("/conversations/{id:\\d{1,18}}")
    Mono<Rendering> transcript(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String before,
            @RequestParam(defaultValue = "") String text,
            Actor actor) {
        Position position = position(before.isEmpty() ? from : before);
        return conversations
                .find(id)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)))
                .flatMap(conversation -> audit.note(
                                actor,
                                Act.VIEW_CONVERSATION,
                                conversation.researchId(),
                                Map.of("conversation", conversation.conversationId()))
                        .then(words(text))
                        .flatMap(words -> Mono.zip(
                                before.isEmpty() || position == null
                                        ? transcripts.from(conversation, words.orElse(null), position)
                                        : transcripts.before(conversation, words.orElse(null), position),
                                store.metadata(conversation).map(Optional::of).defaultIfEmpty(Optional.empty()),
                                words.map(found -> store.matches(conversation, found, MOST_MATCHES))
                                        .orElse(Mono.just(List.of()))))
                        .map(found -> page(conversation, found.getT1(), found.getT2(), found.getT3(), text)));
    }

    private static @Nullable Position position(String word) {
        return word.isEmpty()
                ? null
                : Position.of(word)
                        .orElseThrow(() -> new ResponseStatusException(
                                HttpStatus.BAD_REQUEST, "The link is damaged; open the conversation again."));
    }

    private Mono<Optional<String>> words(String text) {
        String typed = TypedFilter.stripped(text);
        return typed.isEmpty() || typed.length() > LONGEST_TEXT || typed.chars().anyMatch(Character::isISOControl)
                ? Mono.just(Optional.empty())
                : conversations.words(typed).map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    private static Rendering page(
            ConversationLine conversation,
            Transcript transcript,
            Optional<CallMetadata> metadata,
            List<Position> matches,
            String text) {
        Rendering.Builder<?> page = Rendering.view("conversation/transcript")
                .modelAttribute("conversation", conversation)
                .modelAttribute("transcript", transcript)
                .modelAttribute("beginning", link(conversation, text, "", null))
                .modelAttribute("earlier", earlier(conversation, transcript, text))
                .modelAttribute("later", link(conversation, text, "from", transcript.later()))
                .modelAttribute(
                        "matches",
                        matches.stream()
                                .map(match -> link(conversation, text, "from", match))
                                .toList())
                .modelAttribute("mostMatches", MOST_MATCHES)
                .modelAttribute("text", text)
                .modelAttribute("export", export(conversation));
        metadata.ifPresent(known -> page.modelAttribute("metadata", known));
        return page.build();
    }

    private static String earlier(ConversationLine conversation, Transcript transcript, String text) {
        Position first = transcript.turns().isEmpty()
                ? null
                : transcript.turns().get(0).message().position();
        return link(conversation, text, "before", first);
    }

    private static String export(ConversationLine conversation) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("what", "transcripts");
        fields.put("participant", conversation.researchId());
        fields.put("conversation", conversation.conversationId());
        return TypedFilter.link("/export", fields);
    }

    private static String link(
            ConversationLine conversation, String text, String parameter, @Nullable Position position) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (position != null) {
            fields.put(parameter, position.word());
        }
        if (!text.isEmpty()) {
            fields.put("text", text);
        }
        return TypedFilter.link("/conversations/" + conversation.id(), fields);
    }
}
