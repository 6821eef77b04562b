package dev.paco.console.export;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which columns the files have, and what they mean. */
final class Columns {

    /** Always with six digits: readers guess a format from the first cell, and want it of all. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Of a file of messages. */
    static final List<Column<ExportedMessage>> MESSAGES = List.of(
            Column.number("id", "number of the row, given when it was written", ExportedMessage::id),
            Column.text(
                    "research_id",
                    "who: the participant's research id; or a pseudonym, P and 16 hexadecimal digits, which is then in place of the"
                            + " research id in the other columns, too, but not in what was said",
                    ExportedMessage::researchId),
            Column.text(
                    "conversation_id",
                    "ElevenLabs' conversation id, else the page's own; the research id where there is neither",
                    ExportedMessage::conversationId),
            Column.time(
                    "timestamp",
                    "when it was said, as the page or ElevenLabs tells",
                    message -> time(message.timestamp())),
            Column.text("role", "who spoke: user or assistant", ExportedMessage::role),
            Column.text("provider", "elevenlabs or openai", ExportedMessage::provider),
            Column.text(
                    "content",
                    "what was said. It is never changed: it may itself name people, also in files with pseudonyms",
                    ExportedMessage::content),
            Column.text("model_used", "the model that answered, where it was noted", ExportedMessage::modelUsed),
            Column.text("audio_url", "address of the recording, where there is one", ExportedMessage::audioUrl),
            Column.text(
                    "elevenlabs_conversation_id",
                    "ElevenLabs' conversation id",
                    ExportedMessage::elevenLabsConversationId),
            Column.text(
                    "elevenlabs_message_id",
                    "ElevenLabs' id of the message, unique in its conversation only",
                    ExportedMessage::elevenLabsMessageId),
            Column.text(
                    "message_key",
                    "what makes the message the same when it comes again; empty for rows of the old backend that have none."
                            + " It is derived from the research id, so that files with pseudonyms have one of it, too",
                    ExportedMessage::messageKey),
            Column.text(
                    "source",
                    "by which way it came: frontend or batch (the page), webhook or sync (ElevenLabs); empty for the old backend",
                    ExportedMessage::source),
            Column.time("received_at", "when the gateway had it", message -> time(message.receivedAt())),
            Column.text(
                    "reconciliation",
                    "empty; possible_copy: another row has the same words and nothing tells whether they were said twice;"
                            + " copy: a second row of the same utterance, to be left out when utterances are counted",
                    ExportedMessage::reconciliation),
            Column.number(
                    "revisions",
                    "how many other texts came for the message; they are kept and shown in the console",
                    ExportedMessage::revisions));

    private static final Set<String> OF_CONVERSATION = Set.of("research_id", "conversation_id");

    /** Of a conversation as a whole, in a file of transcripts. */
    static final List<Column<ExportedMessage>> CONVERSATION = MESSAGES.stream()
            .filter(column -> OF_CONVERSATION.contains(column.name()))
            .toList();

    /** Of a turn, in a file of transcripts. */
    static final List<Column<NumberedTurn>> TURN = Stream.concat(
                    Stream.of(Column.<NumberedTurn>number(
                            "turn",
                            "place of the turn in its conversation, from 1 on, among the rows of this file",
                            NumberedTurn::number)),
                    MESSAGES.stream()
                            .filter(column -> !OF_CONVERSATION.contains(column.name()))
                            .map(column -> column.of(NumberedTurn::message)))
            .toList();

    /** Of a file of transcripts with a row a turn. */
    static final List<Column<NumberedTurn>> TRANSCRIPTS = Stream.concat(
                    CONVERSATION.stream().map(column -> column.<NumberedTurn>of(NumberedTurn::message)), TURN.stream())
            .toList();

    private Columns() {}

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : TIME.format(time);
    }
}
