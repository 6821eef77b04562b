package dev.paco.consumer.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.paco.consumer.legacy.Background;
import dev.paco.consumer.legacy.LegacyWriter;
import dev.paco.consumer.legacy.OpenTransaction;
import dev.paco.consumer.legacy.TestDatabase;
import dev.paco.infra.stack.PacoStack;
import dev.paco.infra.stack.Stack;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The Python backend writes on while its database is taken over. */
@PacoStack(shared = true)
class LegacyWriterIT {

    private static final Duration LONGEST_MIGRATION = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final String INSERT =
            "INSERT INTO paco_conversations (research_id_fk, conversation_id, role, content)"
                    + " VALUES (1, 'held', 'user', 'held')";

    private final Stack stack;

    LegacyWriterIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void itsInsertsNeitherFailNorWaitWhileTheSchemaIsMigrated() throws Exception {
        TestDatabase database = withRows(20_000);
        try (LegacyWriter writer = LegacyWriter.start(database)) {
            await().until(() -> writer.rows() > 10);
            Schemas.migrator(database).migrate();
            awaitMoreFrom(writer);
            assertThat(writer.failure()).isNull();
            assertThat(writer.longestWait()).isLessThan(LONGEST_WAIT);
        }
        Schemas.adopter(database).adoptAll();
        assertThat(database.value("SELECT count(*) FROM paco_conversations WHERE message_key IS NULL"))
                .isEqualTo("0");
    }

    @Test
    void itsInsertsDoNotWaitForATransactionThatTheMigrationWaitsFor() throws Exception {
        TestDatabase database = withRows(100);
        try (LegacyWriter writer = LegacyWriter.start(database);
                OpenTransaction held = OpenTransaction.with(INSERT, database)) {
            CompletableFuture<Void> migration =
                    Background.run(() -> Schemas.migrator(database).migrate());
            await().ignoreExceptions()
                    .until(() -> !database.rows(
                                    "SELECT 1 FROM flyway_schema_history WHERE version = '2' AND NOT success")
                            .isEmpty());
            held.commitAfter(Duration.ofSeconds(3)).join();
            assertThat(migration).succeedsWithin(LONGEST_MIGRATION);
            awaitMoreFrom(writer);
            assertThat(writer.failure()).isNull();
            assertThat(writer.longestWait())
                    .as("the migration was waited for")
                    .isBetween(Duration.ofMillis(100), LONGEST_WAIT);
        }
    }

    @Test
    void itsOwnSecondInsertInTheTransactionThatTheMigrationWaitsForGoesThrough() throws Exception {
        TestDatabase database = withRows(100);
        try (OpenTransaction held = OpenTransaction.with("SELECT count(*) FROM paco_conversations", database)) {
            CompletableFuture<Void> migration =
                    Background.run(() -> Schemas.migrator(database).migrate());
            await().until(() -> !database.rows(
                            "SELECT 1 FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'")
                    .isEmpty());
            held.execute(INSERT);
            held.commit();
            assertThat(migration).succeedsWithin(LONGEST_MIGRATION);
        }
        assertThat(database.value("SELECT count(*) FROM paco_conversations")).isEqualTo("101");
    }

    @Test
    void aLockThatIsNeverReleasedEndsThePatienceAndBlocksNoLaterMigration() throws Exception {
        TestDatabase database = withRows(100);
        try (OpenTransaction held = OpenTransaction.with(INSERT, database)) {
            CompletableFuture<String> migration = Background.supply(
                    () -> Schemas.migrator(Duration.ofSeconds(2), database).migrate());
            assertThat(migration)
                    .failsWithin(LONGEST_MIGRATION)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(SchemaChangeException.class)
                    .withMessageContaining("SQLSTATE 55P03")
                    .withMessageContaining("Another session holds a lock on the tables");
            assertThat(database.value("SELECT count(*) FROM flyway_schema_history WHERE NOT success"))
                    .isEqualTo("1");
            held.commit();
        }
        assertThat(Schemas.migrator(database).migrate()).isEqualTo("14");
        assertThat(database.value("SELECT count(*) FROM flyway_schema_history WHERE NOT success"))
                .isEqualTo("0");
    }

    private TestDatabase withRows(int rows) {
        TestDatabase database = TestDatabase.stageA(stack);
        database.execute("INSERT INTO paco_conversations (research_id_fk, conversation_id, role, content)"
                + " SELECT 1, 'c' || n % 100, 'user', 'text ' || n FROM generate_series(1, " + rows + ") n");
        return database;
    }

    private static void awaitMoreFrom(LegacyWriter writer) {
        int rows = writer.rows();
        await().until(() -> writer.failure() != null || writer.rows() > rows + 10);
    }
}
