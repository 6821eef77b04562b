package dev.paco.consumer.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.paco.consumer.adopt.Adoption;
import dev.paco.consumer.legacy.Background;
import dev.paco.consumer.legacy.LegacyWriter;
import dev.paco.consumer.legacy.OpenTransaction;
import dev.paco.consumer.legacy.TestDatabase;
import dev.paco.consumer.schema.Rollback.Outcome;
import dev.paco.infra.stack.PacoStack;
import dev.paco.infra.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@PacoStack(shared = true)
class RollbackIT {

    private static final String PROVIDER_COLUMNS = """
            SELECT column_name FROM information_schema.columns
            WHERE table_name = 'paco_conversations'
              AND column_name IN ('provider', 'elevenlabs_conversation_id', 'elevenlabs_message_id')""";

    private static final String VALUES = """
            SELECT id, provider, elevenlabs_conversation_id, elevenlabs_message_id, message_key
            FROM paco_conversations ORDER BY id""";

    private static final String VERSIONS = "SELECT version FROM flyway_schema_history ORDER BY installed_rank";

    private final Stack stack;

    RollbackIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void removesTheColumnsAndMigratingForwardRestoresTheirValuesAndNoKeyChanges() throws Exception {
        TestDatabase database = migratedWithRows();
        List<String> before = database.rows(VALUES);
        assertThat(Schemas.rollback(database).run()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(database.rows(PROVIDER_COLUMNS)).isEmpty();
        assertThat(database.rows(VERSIONS)).containsExactly("0", "1");
        assertThat(database.value("SELECT count(*) FROM paco_rolled_back_provider_columns"))
                .as("rows whose values differ from the defaults")
                .isEqualTo("1201");
        database.execute("INSERT INTO paco_conversations (research_id_fk, conversation_id, role, content)"
                + " VALUES (1, 'c', 'user', 'meanwhile')");
        assertThat(Schemas.adopter(database).adoptAll())
                .as("no key from a row whose values are not restored")
                .isEqualTo(new Adoption(0, 0, 0, false));

        assertThat(Schemas.migrator(database).migrate()).isEqualTo("14");
        assertThat(database.rows(VALUES))
                .startsWith(before.toArray(String[]::new))
                .hasSize(before.size() + 1);
        assertThat(database.value("SELECT provider, elevenlabs_message_id, message_key IS NOT NULL"
                        + " FROM paco_conversations WHERE content = 'meanwhile'"))
                .isEqualTo("openai|null|t");
        assertThat(database.rows("SELECT to_regclass('paco_rolled_back_provider_columns')"))
                .containsExactly("null");
    }

    @Test
    void rollsBackAndForwardMoreThanOnce() {
        TestDatabase database = migratedWithRows();
        List<String> before = database.rows(VALUES);
        for (int round = 0; round < 2; round++) {
            assertThat(Schemas.rollback(database).run()).isEqualTo(Outcome.ROLLED_BACK);
            assertThat(Schemas.migrator(database).migrate()).isEqualTo("14");
        }
        assertThat(database.rows(VALUES)).isEqualTo(before);
    }

    @Test
    void theSecondRollbackFindsNothingToDo() {
        TestDatabase database = migratedWithRows();
        assertThat(Schemas.rollback(database).run()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(Schemas.rollback(database).run()).isEqualTo(Outcome.NOTHING_TO_ROLL_BACK);
        assertThat(database.value("SELECT count(*) FROM paco_rolled_back_provider_columns"))
                .isEqualTo("1201");
    }

    @Test
    void columnsThatSomebodyElseDroppedComeBackAfterARollback() {
        TestDatabase database = migratedWithRows();
        database.execute("ALTER TABLE paco_conversations DROP COLUMN provider,"
                + " DROP COLUMN elevenlabs_conversation_id, DROP COLUMN elevenlabs_message_id");
        assertThat(Schemas.rollback(database).run()).isEqualTo(Outcome.NOTHING_TO_ROLL_BACK);
        Schemas.migrator(database).migrate();
        assertThat(database.rows(PROVIDER_COLUMNS)).hasSize(3);
    }

    @Test
    void aDatabaseThatWasNeverMigratedIsLeftAlone() {
        TestDatabase database = TestDatabase.stageB(stack);
        assertThat(Schemas.rollback(database).run()).isEqualTo(Outcome.NEVER_MIGRATED);
        assertThat(database.rows(PROVIDER_COLUMNS)).hasSize(3);
    }

    @Test
    void aViewThatUsesAColumnKeepsEverythingAsItIs() {
        TestDatabase database = migratedWithRows();
        database.execute("CREATE VIEW by_provider AS SELECT provider, count(*) FROM paco_conversations GROUP BY 1");
        List<String> before = database.rows(VALUES);
        List<String> versions = database.rows(VERSIONS);
        SchemaChangeException failure = catchThrowableOfType(
                SchemaChangeException.class, () -> Schemas.rollback(database).run());
        assertThat(failure.sqlState()).isEqualTo("2BP01");
        assertThat(failure).hasMessageContaining("view by_provider").hasMessageNotContaining("CASCADE");
        assertThat(database.rows(VALUES)).isEqualTo(before);
        assertThat(database.rows(VERSIONS)).isEqualTo(versions);
        assertThat(database.value("SELECT to_regclass('paco_rolled_back_provider_columns')"))
                .isEqualTo("null");
    }

    @Test
    void keptValuesGoWithTheRowsOfAParticipantWhoIsErased() {
        TestDatabase database = migratedWithRows();
        Schemas.rollback(database).run();
        database.execute("DELETE FROM paco_conversations WHERE research_id_fk = 2");
        assertThat(database.value("SELECT count(*) FROM paco_rolled_back_provider_columns"))
                .isEqualTo("1");
    }

    @Test
    void aRestorationThatWasBrokenOffIsGoneOnWith() {
        TestDatabase database = migratedWithRows();
        List<String> before = database.rows(VALUES);
        Schemas.rollback(database).run();
        database.execute(
                "ALTER TABLE paco_conversations ADD COLUMN provider varchar(20) DEFAULT 'openai',"
                        + " ADD COLUMN elevenlabs_conversation_id varchar(255),"
                        + " ADD COLUMN elevenlabs_message_id varchar(255)",
                "UPDATE paco_conversations c SET provider = k.provider,"
                        + " elevenlabs_conversation_id = k.elevenlabs_conversation_id,"
                        + " elevenlabs_message_id = k.elevenlabs_message_id"
                        + " FROM paco_rolled_back_provider_columns k WHERE k.message_id = c.id AND c.id <= 500",
                "DELETE FROM paco_rolled_back_provider_columns WHERE message_id <= 500");
        Schemas.migrator(database).migrate();
        assertThat(database.rows(VALUES)).isEqualTo(before);
    }

    @Test
    void theBackendOfStageAWritesOnMeanwhile() throws Exception {
        TestDatabase database = migratedWithRows();
        try (LegacyWriter writer = LegacyWriter.start(database)) {
            await().until(() -> writer.rows() > 10);
            assertThat(Schemas.rollback(database).run()).isEqualTo(Outcome.ROLLED_BACK);
            int rows = writer.rows();
            await().until(() -> writer.failure() != null || writer.rows() > rows + 10);
            assertThat(writer.failure()).isNull();
            assertThat(writer.longestWait()).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void valuesOfARowThatIsCommittedAtTheLastMomentAreKept() throws Exception {
        TestDatabase database = migratedWithRows();
        try (OpenTransaction late = OpenTransaction.with(
                "INSERT INTO paco_conversations (research_id_fk, conversation_id, role, content,"
                        + " elevenlabs_conversation_id) VALUES (2, 'late', 'user', 'late', 'late')",
                database)) {
            CompletableFuture<Outcome> rollback =
                    Background.supply(() -> Schemas.rollback(database).run());
            await().pollInterval(Duration.ofMillis(10))
                    .until(() -> !database.rows(
                                    "SELECT 1 FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'")
                            .isEmpty());
            late.commit();
            assertThat(rollback.join()).isEqualTo(Outcome.ROLLED_BACK);
        }
        assertThat(database.value("SELECT count(*) FROM paco_rolled_back_provider_columns"
                        + " WHERE elevenlabs_conversation_id = 'late'"))
                .isEqualTo("1");
    }

    /** 1,200 rows of ElevenLabs, one of a provider that is null, one that has the defaults. */
    private TestDatabase migratedWithRows() {
        TestDatabase database = TestDatabase.stageB(stack);
        database.execute(
                "INSERT INTO paco_conversations (research_id_fk, conversation_id, role, content, provider,"
                        + " elevenlabs_conversation_id, elevenlabs_message_id)"
                        + " SELECT 2, 'el-1', 'user', 'text', 'elevenlabs', 'el-1', n FROM generate_series(1, 1200) n",
                "INSERT INTO paco_conversations (research_id_fk, conversation_id, role, content, provider)"
                        + " VALUES (1, 'c', 'user', 'null', NULL), (1, 'c', 'user', 'default', 'openai')");
        Schemas.migrator(database).migrate();
        return database;
    }
}
