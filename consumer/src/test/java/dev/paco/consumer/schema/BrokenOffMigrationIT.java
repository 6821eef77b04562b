package dev.paco.consumer.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.paco.consumer.legacy.Background;
import dev.paco.consumer.legacy.OpenTransaction;
import dev.paco.consumer.legacy.TestDatabase;
import dev.paco.infra.stack.PacoStack;
import dev.paco.infra.stack.Stack;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A migration that is killed is gone on with by the next. */
@PacoStack(shared = true)
class BrokenOffMigrationIT {

    private static final String INSERT =
            "INSERT INTO paco_conversations (research_id_fk, conversation_id, role, content)"
                    + " VALUES (1, 'held', 'user', 'held')";

    private static final String VALIDITY = """
            SELECT i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            WHERE c.relname = 'uq_paco_conversations_message_key'""";

    private final Stack stack;
    private TestDatabase database;

    BrokenOffMigrationIT(Stack stack) {
        this.stack = stack;
        this.database = TestDatabase.empty(stack);
    }

    @BeforeEach
    void takeStageAWithKeyColumns() {
        database = TestDatabase.stageB(stack);
        database.execute(
                "ALTER TABLE paco_conversations ADD COLUMN message_key uuid, ADD COLUMN source varchar(20),"
                        + " ADD COLUMN received_at timestamptz",
                INSERT);
    }

    @Test
    void anIndexThatWasBrokenOffIsBuiltAnew() throws Exception {
        try (OpenTransaction held = OpenTransaction.with(INSERT, database)) {
            assertThatThrownBy(() -> database.execute(
                            "SET lock_timeout = '100ms'",
                            "CREATE UNIQUE INDEX CONCURRENTLY uq_paco_conversations_message_key"
                                    + " ON paco_conversations (message_key)"))
                    .hasMessageContaining("lock timeout");
            held.commit();
        }
        assertThat(database.value(VALIDITY)).isEqualTo("f");
        assertThat(Schemas.migrator(database).migrate()).isEqualTo("14");
        assertThat(database.value(VALIDITY)).isEqualTo("t");
        assertThat(database.value("SELECT count(*) FROM paco_conversations WHERE message_key IS NULL"))
                .isEqualTo("0");
    }

    @Test
    void aMigrationWhoseConnectionsAreKilledFailsAndTheNextGoesOn() throws Exception {
        try (OpenTransaction held = OpenTransaction.with(INSERT, database)) {
            CompletableFuture<String> migration =
                    Background.supply(() -> Schemas.migrator(database).migrate());
            await().until(() -> !database.rows(VALIDITY).isEmpty());
            database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND query LIKE 'CREATE UNIQUE INDEX CONCURRENTLY%'");
            assertThatThrownBy(migration::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(SchemaChangeException.class);
            held.commit();
        }
        assertThat(database.value(VALIDITY)).isEqualTo("f");
        assertThat(Schemas.migrator(database).migrate()).isEqualTo("14");
        assertThat(database.value(VALIDITY)).isEqualTo("t");
    }

    @Test
    void processesThatMigrateAtOnceTakeTurns() {
        CompletableFuture<String> other =
                Background.supply(() -> Schemas.migrator(database).migrate());
        assertThat(Schemas.migrator(database).migrate()).isEqualTo("14");
        assertThat(other.join()).isEqualTo("14");
        assertThat(database.value("SELECT count(*) FROM flyway_schema_history WHERE version = '7'"))
                .isEqualTo("1");
    }
}
