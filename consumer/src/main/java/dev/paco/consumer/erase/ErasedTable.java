package dev.paco.consumer.erase;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every table that refers to a participant, and what erasing them does to it.
 *
 * @param name of the table
 * @param rows which of its rows are the participant's, as a FROM clause with {@code ?} for the research id; null when
 *     it has none of theirs or keeps them
 * @param removal how their rows go
 */
public record ErasedTable(String name, Optional<String> rows, Removal removal) {

    /** How rows go. */
    public enum Removal {
        /** A statement of ours deletes them. */
        DELETED,
        /** They go with the row that they refer to. */
        CASCADED,
        /** They stay, and hold nothing that the participant said. */
        KEPT
    }

    private static final String PARTICIPANT =
            " JOIN paco_research_ids p ON p.id = t.research_id_fk WHERE p.research_id = ?";
    private static final String MESSAGE = " JOIN paco_conversations c ON c.id = t.message_id"
            + " JOIN paco_research_ids p ON p.id = c.research_id_fk WHERE p.research_id = ?";

    private static final String SUMMARY = " JOIN paco_conversation_summaries s ON s.id = t.conversation_summary_id"
            + " JOIN paco_research_ids p ON p.id = s.research_id_fk WHERE p.research_id = ?";

    /** All of them. */
    public static final List<ErasedTable> ALL = List.of(
            deleted("paco_conversations"),
            cascaded("paco_message_revisions"),
            cascaded("paco_message_aliases"),
            cascaded("paco_message_copies"),
            deleted("paco_conversation_metadata"),
            cascaded("paco_messages_without_key"),
            cascaded("paco_rolled_back_provider_columns"),
            // What the console counts and finds; the words go with the messages.
            cascaded("paco_message_texts"),
            cascadedFromSummary("paco_conversation_parts"),
            deleted("paco_conversation_summaries"),
            deleted("paco_user_sessions"),
            deleted("paco_disclaimer_acknowledgments"),
            // Deactivated, without notes, so that nobody takes the id again.
            kept("paco_research_ids"),
            kept("paco_erasure_tombstones"),
            kept("paco_erasures"));

    private static ErasedTable deleted(String name) {
        return new ErasedTable(name, Optional.of(name + " t" + PARTICIPANT), Removal.DELETED);
    }

    private static ErasedTable cascaded(String name) {
        return new ErasedTable(name, Optional.of(name + " t" + MESSAGE), Removal.CASCADED);
    }

    private static ErasedTable cascadedFromSummary(String name) {
        return new ErasedTable(name, Optional.of(name + " t" + SUMMARY), Removal.CASCADED);
    }

    private static ErasedTable kept(String name) {
        return new ErasedTable(name, Optional.empty(), Removal.KEPT);
    }

    /** Those of which rows go. */
    static Stream<ErasedTable> emptied() {
        return ALL.stream().filter(table -> table.removal() != Removal.KEPT);
    }
}
