package dev.paco.consumer.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.common.event.Provider;
import dev.paco.common.event.Role;
import dev.paco.common.identity.MessageIdentity;
import dev.paco.common.identity.MessageKey;
import dev.paco.consumer.database.AdvisoryLock;
import dev.paco.consumer.legacy.Background;
import dev.paco.consumer.legacy.OpenTransaction;
import dev.paco.consumer.legacy.TestDatabase;
import dev.paco.consumer.schema.SchemaMigrator;
import dev.paco.consumer.schema.SchemaProperties;
import dev.paco.infra.stack.PacoStack;
import dev.paco.infra.stack.Stack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PacoStack(shared = true)
class LegacyRowAdopterIT {

    private static final Instant TIME = Instant.parse("2025-01-08T16:00:00.123456Z");

    private static final MessageIdentity HELLO =
            new MessageIdentity("RID001", Provider.ELEVENLABS, "el-1", "1", null, null, Role.USER, TIME, "Hello");

    private static final UUID HELLO_KEY = MessageKey.of(HELLO);

    private static final String COLUMNS = "INSERT INTO paco_conversations (research_id_fk, conversation_id,"
            + " \"timestamp\", role, content, provider, elevenlabs_conversation_id, elevenlabs_message_id, message_key)";

    private static final String LEGACY_HELLO =
            COLUMNS + " VALUES (1, 'el-1', '" + TIME + "', 'user', 'Hello', 'elevenlabs', 'el-1', '1', NULL)";

    private static final String HELLO_OF_AN_EVENT = COLUMNS + " VALUES (1, 'el-1', '" + TIME
            + "', 'user', 'Hello', 'elevenlabs', 'el-1', '1', '" + HELLO_KEY + "')";

    private final TestDatabase database;
    private final LegacyRowAdopter adopter;

    LegacyRowAdopterIT(Stack stack) {
        database = TestDatabase.stageB(stack);
        adopter = adopter(100);
    }

    @BeforeEach
    void migrate() {
        new SchemaMigrator(
                        database.connections(),
                        adopter,
                        new SchemaProperties(true, Duration.ofMillis(500), Duration.ofSeconds(30)))
                .migrate();
    }

    @Test
    void aLegacyRowGetsTheKeyOfTheEventWithTheSameMessage() throws SQLException {
        database.execute(LEGACY_HELLO);
        assertThat(adopter.adoptAll()).isEqualTo(new Adoption(1, 0, 0, true));
        assertThat(database.value("SELECT message_key FROM paco_conversations")).isEqualTo(HELLO_KEY.toString());
    }

    @Test
    void aRowWithoutIdsGetsTheKeyOfItsBody() throws SQLException {
        database.execute(COLUMNS + " VALUES (1, 'RID001', '" + TIME + "', 'user', 'Hello', NULL, '', '', NULL)");
        adopter.adoptAll();
        MessageIdentity body =
                new MessageIdentity("RID001", Provider.OPENAI, null, null, null, null, Role.USER, TIME, "Hello");
        assertThat(database.value("SELECT message_key FROM paco_conversations"))
                .isEqualTo(MessageKey.of(body).toString());
    }

    @Test
    void aTwinOfAnEventStaysWithoutKeyAndIsNotExaminedAgain() throws SQLException {
        database.execute(HELLO_OF_AN_EVENT, LEGACY_HELLO);
        assertThat(adopter.adoptAll()).isEqualTo(new Adoption(0, 1, 0, true));
        assertThat(database.value("SELECT message_id, reason, twin_of FROM paco_messages_without_key"))
                .isEqualTo("2|twin|1");
        assertThat(adopter.adoptAll()).isEqualTo(Adoption.NONE);
    }

    @Test
    void aTwinOfAnAliasStaysWithoutKey() throws SQLException {
        database.execute(
                COLUMNS + " VALUES (1, 'c', now(), 'user', 'other', 'openai', NULL, NULL, gen_random_uuid())",
                "INSERT INTO paco_message_aliases VALUES ('" + HELLO_KEY + "', 1)",
                LEGACY_HELLO);
        assertThat(adopter.adoptAll()).isEqualTo(new Adoption(0, 1, 0, true));
    }

    @Test
    void aTwinGetsTheKeyOnceTheFirstRowIsDeleted() throws SQLException {
        database.execute(LEGACY_HELLO, LEGACY_HELLO);
        assertThat(adopter.adoptAll()).isEqualTo(new Adoption(1, 1, 0, true));
        database.execute("DELETE FROM paco_conversations WHERE id = 1");
        assertThat(adopter.adoptAll()).isEqualTo(new Adoption(1, 0, 0, true));
    }

    @Test
    void rowsThatNoEventCouldMakeAreRememberedAndHoldUpNoOther() throws SQLException {
        database.execute(
                COLUMNS + " VALUES (1, 'c', now(), 'system', 'x', 'openai', NULL, NULL, NULL),"
                        + " (1, 'c', now(), 'user', 'x', 'llama', NULL, NULL, NULL),"
                        + " (1, 'c', NULL, 'user', 'x', 'openai', NULL, NULL, NULL),"
                        + " (1, 'c', 'infinity', 'user', 'x', 'openai', NULL, NULL, NULL),"
                        + " (1, 'c', '-infinity', 'user', 'x', 'openai', NULL, NULL, NULL),"
                        + " (1, 'c', '0044-03-15 BC', 'user', 'x', 'openai', NULL, NULL, NULL)",
                LEGACY_HELLO);
        assertThat(adopter.adoptAll()).isEqualTo(new Adoption(1, 0, 6, true));
        assertThat(database.rows("SELECT reason FROM paco_messages_without_key ORDER BY message_id"))
                .containsExactly(
                        "unknown_role",
                        "unknown_provider",
                        "no_timestamp",
                        "no_timestamp",
                        "no_timestamp",
                        "no_timestamp");
        assertThat(adopter.adoptAll()).isEqualTo(Adoption.NONE);
    }

    @Test
    void anEventThatCommitsItsRowMeanwhileKeepsTheKey() throws Exception {
        database.execute(LEGACY_HELLO);
        try (OpenTransaction event = OpenTransaction.with(HELLO_OF_AN_EVENT, database)) {
            CompletableFuture<Void> committed = event.commitAfter(Duration.ofMillis(200));
            assertThat(adopter.adoptAll()).isEqualTo(new Adoption(0, 1, 0, true));
            committed.join();
        }
        assertThat(database.rows("SELECT id, message_key FROM paco_conversations ORDER BY id"))
                .containsExactly("1|null", "2|" + HELLO_KEY);
    }

    @Test
    void aRowThatIsLockedForSecondsIsTriedUntilItIsFree() throws Exception {
        database.execute(LEGACY_HELLO);
        try (OpenTransaction locking = OpenTransaction.with("SELECT 1 FROM paco_conversations FOR UPDATE", database)) {
            CompletableFuture<Void> committed = locking.commitAfter(Duration.ofSeconds(2));
            assertThat(adopter.adoptAll()).isEqualTo(new Adoption(1, 0, 0, true));
            committed.join();
        }
    }

    @Test
    void whoeverWorksBesideAnotherGivesEachKeyOnceToItsFirstRow() throws SQLException {
        database.execute(COLUMNS + " SELECT 1, 'el', now(), 'user', 'text', 'elevenlabs', 'el', n % 1000, NULL"
                + " FROM generate_series(0, 2999) n");
        CompletableFuture<Void> other = Background.run(this::adoptInSmallBatches);
        adoptInSmallBatches();
        other.join();
        adopter.adoptAll();
        assertThat(database.value("SELECT count(*), count(message_key), min(id), max(id) FILTER (WHERE message_key"
                        + " IS NOT NULL) FROM paco_conversations"))
                .isEqualTo("3000|1000|1|1000");
        assertThat(database.value(
                        "SELECT count(*) FROM paco_messages_without_key WHERE twin_of % 1000" + " = message_id % 1000"))
                .isEqualTo("2000");
    }

    @Test
    void whileAnotherProcessIsAtItRowsAreLeftToIt() throws SQLException {
        database.execute(LEGACY_HELLO);
        try (Connection other = database.connections().open()) {
            assertThat(AdvisoryLock.ADOPTION.tryForSession(other)).isTrue();
            assertThat(adopter.adoptAll()).isEqualTo(Adoption.LEFT_TO_LATER);
        }
    }

    @Test
    void thePassFindsRowsThatAreAddedLater() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        AdoptionPass pass =
                new AdoptionPass(adopter, new AdoptProperties(Duration.ofMillis(50), 100), new AdoptMetrics(registry));
        pass.start();
        database.execute(LEGACY_HELLO, LEGACY_HELLO);
        await().until(() ->
                registry.counter("paco.consumer.adopt.rows", "outcome", "twin").count() == 1);
        pass.stop();
        assertThat(pass.isRunning()).isFalse();
        assertThat(database.rows("SELECT id, message_key FROM paco_conversations ORDER BY id"))
                .containsExactly("1|" + HELLO_KEY, "2|null");
    }

    private void adoptInSmallBatches() {
        try {
            adopter(10).adoptAll();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private LegacyRowAdopter adopter(int batchSize) {
        return new LegacyRowAdopter(database.connections(), new AdoptProperties(Duration.ofSeconds(20), batchSize));
    }
}
