package dev.paco.consumer.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.common.event.ConversationObserved;
import dev.paco.common.event.ConversationObservedCodec;
import dev.paco.common.event.EventHeaders;
import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.MessageEventCodec;
import dev.paco.common.event.MessageSource;
import dev.paco.common.event.Provider;
import dev.paco.common.event.Role;
import dev.paco.common.event.Turn;
import dev.paco.common.identity.MessageIdentity;
import dev.paco.common.identity.MessageKey;
import dev.paco.infra.stack.PacoStack;
import dev.paco.infra.stack.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The same conversation by several ways, each in the form in which gateways publish it. */
@PacoStack
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReconciliationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final UUID LOGIN = UUID.fromString("019b796c-eba0-7001-8000-000000000001");
    private static final UUID LATER_LOGIN = UUID.fromString("019b79a4-c480-7002-8000-000000000002");

    private static final List<Said> CONVERSATION = List.of(
            new Said(Role.ASSISTANT, "Good morning, how did you sleep?"),
            new Said(Role.USER, "yes"),
            new Said(Role.ASSISTANT, "And did the walks do you good?"),
            new Said(Role.USER, "yes"),
            new Said(Role.ASSISTANT, "Then until tomorrow."));

    private final MessageEventCodec codec = new MessageEventCodec();
    private final RunningWriter writer;

    ReconciliationIT(Stack stack) {
        writer = RunningWriter.start(stack);
    }

    @BeforeAll
    void waitForTheWriter() {
        await().atMost(PATIENCE).until(writer::holdsAllPartitions);
        writer.execute(
                "INSERT INTO paco_research_ids (research_id, is_active) VALUES ('RID001', true), ('RID002', true)");
    }

    @AfterAll
    void stop() {
        writer.close();
    }

    @Test
    void aTranscriptFindsWhatCameLiveWithoutIds() {
        send(live("live first", null));
        send(transcript("live first", false, MessageSource.WEBHOOK));

        awaitSettled("live first", 10);
        assertThat(rows("live first")).containsExactlyElementsOf(texts());
        assertThat(marked("live first")).isEmpty();
        assertThat(count("paco_message_aliases a JOIN paco_conversations c ON c.id = a.message_id", "live first"))
                .isEqualTo(5);
    }

    @Test
    void whatComesLiveAfterTheTranscriptIsThereAlready() {
        send(transcript("transcript first", false, MessageSource.SYNC));
        send(live("transcript first", null));

        awaitSettled("transcript first", 10);
        assertThat(rows("transcript first")).containsExactlyElementsOf(texts());
        assertThat(marked("transcript first")).isEmpty();
    }

    @Test
    void idsAreEnoughAndACorrectionIsARevision() {
        List<MessageEvent> corrected = new ArrayList<>(transcript("ids", true, MessageSource.WEBHOOK));
        MessageEvent last = corrected.remove(4);
        corrected.add(new MessageEvent(
                last.messageKey(),
                last.researchId(),
                last.role(),
                "Then until",
                last.timestamp(),
                last.provider(),
                last.elevenLabsConversationId(),
                last.elevenLabsMessageId(),
                null,
                last.receivedAt(),
                last.source(),
                null,
                new Turn(4, 1, 1, last.content(), List.of())));

        send(live("ids", "1"));
        send(corrected);

        awaitSettled("ids", 5);
        await().atMost(PATIENCE)
                .until(() ->
                        count("paco_message_revisions r JOIN paco_conversations c ON c.id = r.message_id", "ids") == 1);
        assertThat(rows("ids")).containsExactlyElementsOf(texts());
        assertThat(marked("ids")).isEmpty();
    }

    @Test
    void ofTheConversationsInOneStatementOnlyThatWithCopiesIsJudged() {
        send(transcript("with copies", false, MessageSource.WEBHOOK));
        awaitSettled("with copies", 5);

        List<MessageEvent> all = new ArrayList<>(live("before it", "1"));
        all.addAll(live("with copies", "1"));
        all.addAll(live("after it", "1"));
        send(all);

        awaitSettled("with copies", 10);
        await().atMost(PATIENCE).until(() -> rows("after it").equals(texts()));
        assertThat(rows("before it")).containsExactlyElementsOf(texts());
        assertThat(rows("with copies")).containsExactlyElementsOf(texts());
    }

    @Test
    void aPageThatSavesAllAgainAfterALoginAddsNothing() {
        send(live("again", null));
        send(savedAgain("again", LATER_LOGIN));

        awaitSettled("again", 10);
        assertThat(rows("again")).containsExactlyElementsOf(texts());
        assertThat(marked("again")).as("said twice by the same page").containsExactly("4");
    }

    @Test
    void whatMayBeACopyIsKeptAndMarkedUntilTheTranscriptTells() {
        send(live("doubt", null));
        send(savedAgain("doubt", LOGIN));
        awaitSettled("doubt", 10);
        assertThat(rows("doubt")).hasSize(10);
        assertThat(marked("doubt")).containsExactly("4", "6", "7", "8", "9", "10");

        send(transcript("doubt", false, MessageSource.WEBHOOK));

        awaitSettled("doubt", 15);
        assertThat(rows("doubt")).hasSize(10);
        assertThat(writer.query("SELECT content FROM paco_conversations WHERE conversation_id = 'doubt'"
                        + " AND reconciliation IS NULL ORDER BY id"))
                .containsExactlyElementsOf(texts());
        assertThat(writer.query("SELECT DISTINCT reconciliation FROM paco_conversations WHERE conversation_id = 'doubt'"
                        + " AND reconciliation IS NOT NULL"))
                .containsExactly("copy");
    }

    @Test
    void everythingOnceMoreInAnyOrderChangesNothing() {
        List<MessageEvent> all = new ArrayList<>(live("replayed", null));
        all.addAll(savedAgain("replayed", LATER_LOGIN));
        all.addAll(transcript("replayed", true, MessageSource.WEBHOOK));
        all.addAll(live("replayed", "1"));
        send(all);
        awaitSettled("replayed", 15);
        List<String> before = state("replayed");
        Collections.reverse(all);

        send(all);
        send(List.of(new Said(Role.USER, "the end").at("replayed", "99", LOGIN, START)));

        await().atMost(PATIENCE).until(() -> rows("replayed").contains("the end"));
        assertThat(state("replayed").subList(0, before.size())).isEqualTo(before);
        assertThat(rows("replayed")).hasSize(6);
    }

    @Test
    void copiesAreLookedForInTheParticipantsOwnConversationAlone() {
        send(live("shared", null));
        awaitSettled("shared", 5);
        MessageEvent theirs = CONVERSATION.get(0).at("shared", null, LOGIN, START);
        MessageEvent other = new MessageEvent(
                UUID.randomUUID(),
                "RID002",
                theirs.role(),
                theirs.content(),
                theirs.timestamp(),
                theirs.provider(),
                "shared",
                null,
                null,
                theirs.receivedAt(),
                theirs.source(),
                LOGIN,
                null);

        send(List.of(other));

        awaitSettled("shared", 6);
        assertThat(writer.query("SELECT p.research_id FROM paco_conversations c JOIN paco_research_ids p"
                        + " ON p.id = c.research_id_fk WHERE conversation_id = 'shared' ORDER BY c.id DESC LIMIT 1"))
                .containsExactly("RID002");
    }

    @Test
    void theLastObservationOfAConversationStandsInWhicheverOrderTheyCome() {
        observe("RID001", "observed", "done", "A talk about sleep.", START.plusSeconds(100));
        observe("RID001", "observed", "processing", null, START.plusSeconds(50));
        observe("RID001", "observed", "done", "A talk about sleep.", START.plusSeconds(100));
        observe("RID404", "observed", "done", null, START);
        writer.send("observed", "{}", RunningWriter.type(EventHeaders.CONVERSATION_OBSERVED_V1));

        await().atMost(PATIENCE).until(() -> writer.deadLetters("observed").size() == 2);
        assertThat(
                        writer.query(
                                "SELECT status, summary, turns, evaluation ->> 'call_successful',"
                                        + " observed_at = '2026-01-01T12:01:40Z' FROM paco_conversation_metadata WHERE conversation_id = 'observed'"))
                .containsExactly("done", "A talk about sleep.", "5", "success", "t");
        assertThat(writer.deadLetters("observed").stream()
                        .map((ConsumerRecord<byte[], byte[]> letter) -> RunningWriter.reason(letter)))
                .containsExactlyInAnyOrder("unknown_participant", "invalid_field");
    }

    private void observe(
            String researchId, String conversation, String status, @Nullable String summary, Instant observedAt) {
        ConversationObserved observed = new ConversationObserved(
                researchId,
                conversation,
                "agent_1",
                START,
                60,
                status,
                5,
                summary,
                "{\"call_successful\":\"success\"}",
                observedAt,
                observedAt,
                MessageSource.WEBHOOK);
        writer.send(
                conversation,
                new String(new ConversationObservedCodec().encode(observed), UTF_8),
                RunningWriter.type(EventHeaders.CONVERSATION_OBSERVED_V1));
    }

    private static List<String> texts() {
        return CONVERSATION.stream().map(Said::text).toList();
    }

    private void send(List<MessageEvent> events) {
        for (MessageEvent event : events) {
            writer.send(
                    event.conversation(),
                    new String(codec.encode(event), UTF_8),
                    RunningWriter.type(EventHeaders.MESSAGE_SUBMITTED_V1));
        }
        writer.flush();
    }

    private static List<MessageEvent> live(String conversation, @Nullable String firstId) {
        List<MessageEvent> events = new ArrayList<>();
        for (int i = 0; i < CONVERSATION.size(); i++) {
            String id = firstId == null ? null : Integer.toString(Integer.parseInt(firstId) + i);
            events.add(CONVERSATION.get(i).at(conversation, id, LOGIN, START.plusSeconds(10L * i)));
        }
        return events;
    }

    private static List<MessageEvent> savedAgain(String conversation, UUID login) {
        List<MessageEvent> events = new ArrayList<>();
        Instant from = START.plusSeconds(3_601);
        for (int i = 0; i < CONVERSATION.size(); i++) {
            events.add(CONVERSATION.get(i).at(conversation, null, login, from.plusMillis(30L * i)));
        }
        return events;
    }

    private static List<MessageEvent> transcript(String conversation, boolean withIds, MessageSource source) {
        List<MessageEvent> events = new ArrayList<>();
        for (int i = 0; i < CONVERSATION.size(); i++) {
            Said said = CONVERSATION.get(i);
            String id = Integer.toString(withIds ? i + 1 : i);
            MessageEvent live = said.at(conversation, id, LOGIN, START.plusSeconds(10L * i + 1));
            Turn turn = new Turn(
                    i,
                    Collections.frequency(CONVERSATION.subList(0, i + 1), said),
                    Collections.frequency(CONVERSATION, said),
                    null,
                    List.of());
            events.add(new MessageEvent(
                    withIds ? live.messageKey() : MessageKey.ofTurn("RID001", conversation, said.role(), i),
                    "RID001",
                    said.role(),
                    said.text(),
                    live.timestamp(),
                    Provider.ELEVENLABS,
                    conversation,
                    id,
                    null,
                    START.plusSeconds(600),
                    source,
                    null,
                    turn));
        }
        return events;
    }

    /** Waits until as many copies were judged. */
    private void awaitSettled(String conversation, int keys) {
        await().atMost(PATIENCE)
                .until(() -> Integer.parseInt(
                                writer.query("SELECT (SELECT count(*) FROM paco_conversations WHERE conversation_id = '"
                                                + conversation
                                                + "') + (SELECT count(*) FROM paco_message_aliases a JOIN paco_conversations c ON c.id ="
                                                + " a.message_id WHERE c.conversation_id = '" + conversation + "')")
                                        .get(0))
                        >= keys);
    }

    private List<String> rows(String conversation) {
        return writer.query(
                "SELECT content FROM paco_conversations WHERE conversation_id = '" + conversation + "' ORDER BY id");
    }

    /** Which of the conversation's rows have a mark, counted from 1. */
    private List<String> marked(String conversation) {
        return writer.query("SELECT n FROM (SELECT row_number() OVER (ORDER BY id) AS n, reconciliation"
                + " FROM paco_conversations WHERE conversation_id = '" + conversation
                + "') r WHERE reconciliation IS NOT NULL ORDER BY n");
    }

    private List<String> state(String conversation) {
        return writer.query("SELECT message_key || ' ' || coalesce(reconciliation, '') FROM paco_conversations"
                + " WHERE conversation_id = '" + conversation + "' ORDER BY id");
    }

    private int count(String tables, String conversation) {
        return Integer.parseInt(
                writer.query("SELECT count(*) FROM " + tables + " WHERE c.conversation_id = '" + conversation + "'")
                        .get(0));
    }

    /** Who said what. */
    private record Said(Role role, String text) {

        MessageEvent at(String conversation, @Nullable String id, UUID login, Instant time) {
            MessageIdentity identity =
                    new MessageIdentity("RID001", Provider.ELEVENLABS, conversation, id, null, null, role, time, text);
            return new MessageEvent(
                    MessageKey.of(identity),
                    "RID001",
                    role,
                    text,
                    time,
                    Provider.ELEVENLABS,
                    conversation,
                    id,
                    null,
                    time,
                    MessageSource.FRONTEND,
                    login,
                    null);
        }
    }
}
