package dev.paco.console.conversation;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message as a transcript shows it.
 *
 * @param revisions other texts of it, oldest first
 * @param pause said before it, when there was a long one; null otherwise
 * @param missing said after it, when ElevenLabs' ids leave a gap there; null otherwise
 */
record Turn(
        Message message,
        List<Revision> revisions,
        @Nullable String pause,
        @Nullable String missing) {

    /** The way by which a message came, in words. */
    static String way(@Nullable String source) {
        if (source == null) {
            return "written by the old backend";
        }
        return switch (source.toLowerCase(Locale.ROOT)) {
            case "frontend" -> "saved by the page";
            case "batch" -> "saved by the page, with others";
            case "webhook" -> "sent by ElevenLabs after the call";
            case "sync" -> "fetched from ElevenLabs";
            default -> "came as " + source;
        };
    }

    /** The way by which it came. */
    public String way() {
        return way(message.source());
    }

    /** What its mark says; null without one. */
    public @Nullable String mark() {
        String mark = message.reconciliation();
        if (mark == null) {
            return null;
        }
        return switch (mark) {
            case "possible_copy" ->
                "Perhaps said only once: another turn has the same words, and nothing tells whether they were said once or twice.";
            case "copy" ->
                "A second row of the same utterance: ElevenLabs' transcript has these words in fewer turns than there are rows. Leave it out when you count utterances.";
            default -> "Marked " + mark + ".";
        };
    }

    /** Where its recording is, when that is an address that a browser may be sent to; null otherwise. */
    public @Nullable String recording() {
        String url = message.audioUrl();
        return url != null && (url.startsWith("https://") || url.startsWith("http://")) ? url : null;
    }
}
