package dev.paco.gateway.elevenlabs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.event.ConversationObserved;
import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.MessageSource;
import dev.paco.common.event.Provider;
import dev.paco.common.event.Role;
import dev.paco.common.event.Turn;
import dev.paco.common.identity.MessageIdentity;
import dev.paco.common.identity.MessageKey;
import dev.paco.common.identity.UtteranceText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Makes events of a transcript: one a turn with text, in order. A turn's message id is its {@code source_event_id}; where it has none, or another turn before it has the
 * same, its index stands in its place, with a key of its own kind.
 *
 * @param researchId the participant
 * @param observedAt when ElevenLabs said so
 * @param receivedAt when the gateway took it
 * @param source by which door
 */
record TranscriptEvents(String researchId, Instant observedAt, Instant receivedAt, MessageSource source) {

    /** A record has no room for more, and nobody says so much in a turn. */
    private static final int LARGEST_TEXT = 800_000;

    private static final int LARGEST_ANALYSIS = 200_000;
    private static final int LARGEST_SUMMARY = 200_000;
    private static final double NANOS = 1e9;

    /** "Yes" and the like may be said often; a record must stay small. */
    private static final int MOST_OTHERS = 1_000;

    /** What was said, without turns that no record has room for. */
    List<MessageEvent> messages(Transcript transcript) {
        List<Keyed> keyed = keyed(transcript);
        Map<Said, List<Keyed>> same = keyed.stream().collect(Collectors.groupingBy(Keyed::said));
        return keyed.stream()
                .filter(one -> fits(one.turn()))
                .map(one -> message(transcript, one, place(one, same.getOrDefault(one.said(), List.of()))))
                .toList();
    }

    private List<Keyed> keyed(Transcript transcript) {
        List<TranscriptTurn> turns = transcript.turns();
        Set<String> ids = new HashSet<>();
        List<Keyed> keyed = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            TranscriptTurn turn = turns.get(i);
            if (turn.isSaid()) {
                boolean hasOwnId = turn.eventId() != null && ids.add(turn.role() + " " + turn.eventId());
                keyed.add(new Keyed(i, turn, Said.of(turn), hasOwnId, key(transcript, i, turn, hasOwnId)));
            }
        }
        return keyed;
    }

    private UUID key(Transcript transcript, int index, TranscriptTurn turn, boolean hasOwnId) {
        Role role = Objects.requireNonNull(turn.role());
        return hasOwnId
                ? MessageKey.of(new MessageIdentity(
                        researchId,
                        Provider.ELEVENLABS,
                        transcript.conversationId(),
                        turn.eventId(),
                        null,
                        null,
                        role,
                        time(transcript, turn),
                        Objects.requireNonNull(turn.message())))
                : MessageKey.ofTurn(researchId, transcript.conversationId(), role, index);
    }

    /** A turn with an id of its own is told from the others by that. */
    private static Turn place(Keyed one, List<Keyed> same) {
        return new Turn(
                one.index(),
                same.indexOf(one) + 1,
                same.size(),
                one.turn().originalMessage(),
                one.hasOwnId()
                        ? List.of()
                        : same.stream()
                                .filter(Keyed::hasOwnId)
                                .limit(MOST_OTHERS)
                                .map(Keyed::key)
                                .toList());
    }

    private Instant time(Transcript transcript, TranscriptTurn turn) {
        Instant start = transcript.startedAt() == null ? observedAt : transcript.startedAt();
        return start.plusNanos(Math.round(turn.seconds() * NANOS / 1000) * 1000);
    }

    /** How many turns have text that no record has room for. */
    long tooLarge(Transcript transcript) {
        return transcript.turns().stream()
                .filter(turn -> turn.isSaid() && !fits(turn))
                .count();
    }

    private static boolean fits(TranscriptTurn turn) {
        int original =
                turn.originalMessage() == null ? 0 : turn.originalMessage().getBytes(UTF_8).length;
        return turn.message() != null && turn.message().getBytes(UTF_8).length + original <= LARGEST_TEXT;
    }

    private MessageEvent message(Transcript transcript, Keyed one, Turn place) {
        TranscriptTurn turn = one.turn();
        return new MessageEvent(
                one.key(),
                researchId,
                Objects.requireNonNull(turn.role()),
                Objects.requireNonNull(turn.message()),
                time(transcript, turn),
                Provider.ELEVENLABS,
                transcript.conversationId(),
                one.hasOwnId() ? turn.eventId() : Integer.toString(one.index()),
                null,
                receivedAt,
                source,
                null,
                place);
    }

    /** What is said of the whole; an analysis or summary that no record has room for is left out. */
    ConversationObserved conversation(Transcript transcript, int turns) {
        String analysis = transcript.analysis();
        String summary = transcript.summary();
        return new ConversationObserved(
                researchId,
                transcript.conversationId(),
                transcript.agentId(),
                transcript.startedAt(),
                transcript.durationSeconds(),
                transcript.status(),
                turns,
                summary == null || summary.length() > LARGEST_SUMMARY ? null : summary,
                analysis == null || analysis.length() > LARGEST_ANALYSIS ? null : analysis,
                observedAt,
                receivedAt,
                source);
    }

    /** A turn with text and the key of its message. */
    private record Keyed(int index, TranscriptTurn turn, Said said, boolean hasOwnId, UUID key) {}

    private record Said(Role role, String text) {

        static Said of(TranscriptTurn turn) {
            return new Said(
                    Objects.requireNonNull(turn.role()),
                    UtteranceText.normalize(Objects.requireNonNull(turn.message())));
        }
    }
}
