package dev.paco.consumer.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paco.consumer.legacy.TestDatabase;
import dev.paco.infra.stack.PacoStack;
import dev.paco.infra.stack.Stack;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@PacoStack(shared = true)
class SchemaMigratorIT {

    private static final String LEGACY_COLUMNS =
            "id, research_id_fk, conversation_id, \"timestamp\", role, content, model_used, audio_url";

    private static final String COLUMNS = """
            SELECT table_name, ordinal_position, column_name, data_type, character_maximum_length, is_nullable,
                   column_default
            FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name <> 'flyway_schema_history'
            ORDER BY 1, 2""";

    private static final String INDEXES = """
            SELECT indexdef FROM pg_indexes
            WHERE schemaname = 'public' AND tablename <> 'flyway_schema_history' ORDER BY 1""";

    private static final String CONSTRAINTS = """
            SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace AND conrelid <> 'flyway_schema_history'::regclass
            ORDER BY 1, 2""";

    private static final String ROWS_OF_STAGE_B = """
            INSERT INTO paco_conversations (research_id_fk, conversation_id, "timestamp", role, content, model_used,
                                            audio_url, provider, elevenlabs_conversation_id, elevenlabs_message_id)
            VALUES (1, 'el-1', '2025-01-08T16:00:00Z', 'user', 'Hello', NULL, 'a.mp3', 'elevenlabs', 'el-1', '1'),
                   (1, 'el-1', '2025-01-08T16:00:05Z', 'assistant', 'Hi', NULL, NULL, 'elevenlabs', 'el-1', '2'),
                   (1, 'el-1', '2025-01-08T16:09:00Z', 'user', 'Hello?', NULL, NULL, 'elevenlabs', 'el-1', '1'),
                   (2, 'el-1', '2025-01-08T16:00:00Z', 'user', 'Hello', NULL, NULL, 'elevenlabs', 'el-1', '1'),
                   (1, 'RID001', '2025-01-08T17:00:00Z', 'user', 'No id', 'gpt-4', NULL, 'openai', NULL, NULL),
                   (1, 'RID001', '2025-01-08T17:00:00Z', 'user', 'No id', 'gpt-4', NULL, NULL, '', ''),
                   (1, 'RID001', '2025-01-08T17:00:01Z', 'user', 'No id', 'gpt-4', NULL, 'openai', NULL, NULL)""";

    private final Stack stack;

    SchemaMigratorIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void anEmptyDatabaseGetsTheSameSchemaAsOneThatIsTakenOver() {
        TestDatabase fresh = TestDatabase.empty(stack);
        TestDatabase beforeMigration = TestDatabase.stageA(stack);
        TestDatabase afterMigration = TestDatabase.stageB(stack);
        for (TestDatabase database : List.of(fresh, beforeMigration, afterMigration)) {
            assertThat(Schemas.migrator(database).migrate()).isEqualTo("14");
        }
        for (String catalog : List.of(COLUMNS, INDEXES, CONSTRAINTS)) {
            assertThat(fresh.rows(catalog)).isEqualTo(beforeMigration.rows(catalog));
            assertThat(fresh.rows(catalog)).isEqualTo(afterMigration.rows(catalog));
        }
        assertThat(fresh.rows(COLUMNS)).hasSizeGreaterThan(40);
        assertThat(fresh.rows(INDEXES))
                .as("no index begins with another one")
                .noneMatch(index -> index.endsWith("(conversation_id)"))
                .anyMatch(index -> index.endsWith("(conversation_id, \"timestamp\")"));
    }

    @Test
    void aWriterThatMayNotMigrateWaitsForWhoeverMay() {
        TestDatabase database = TestDatabase.empty(stack);
        SchemaMigrator waiting = new SchemaMigrator(
                database.connections(),
                Schemas.adopter(database),
                new SchemaProperties(false, Duration.ofMillis(500), Duration.ofMinutes(1)));

        assertThatThrownBy(waiting::makeReady)
                .isInstanceOf(SchemaChangeException.class)
                .hasMessageContaining("run migrate");
        assertThat(database.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                .isEmpty();
        Schemas.migrator(database).makeReady();
        assertThatCode(waiting::makeReady).doesNotThrowAnyException();
    }

    @Test
    void rowsOfStageAStayAndGetTheirKeys() {
        TestDatabase database = TestDatabase.stageA(stack);
        database.execute("""
                INSERT INTO paco_conversations (research_id_fk, conversation_id, role, content)
                SELECT 1, 'c', 'user', 'text ' || n FROM generate_series(1, 1050) n""");
        List<String> before = legacyRows(database);
        Schemas.migrator(database).migrate();
        assertThat(legacyRows(database)).isEqualTo(before).hasSize(1050);
        assertThat(database.value("SELECT count(DISTINCT message_key) FROM paco_conversations"))
                .isEqualTo("1050");
        assertThat(database.value("SELECT count(*) FROM paco_conversations WHERE provider = 'openai'"))
                .isEqualTo("1050");
    }

    @Test
    void rowsOfStageBStayAndTheFirstOfTwinsGetsTheKey() {
        TestDatabase database = TestDatabase.stageB(stack);
        database.execute(ROWS_OF_STAGE_B);
        List<String> before = allLegacyValues(database);
        Schemas.migrator(database).migrate();
        assertThat(allLegacyValues(database)).isEqualTo(before).hasSize(7);
        assertThat(database.rows("SELECT id, message_key IS NOT NULL FROM paco_conversations ORDER BY id"))
                .containsExactly("1|t", "2|t", "3|f", "4|t", "5|t", "6|f", "7|t");
        assertThat(database.rows("SELECT message_id, reason, twin_of FROM paco_messages_without_key ORDER BY 1"))
                .containsExactly("3|twin|1", "6|twin|5");
    }

    @Test
    void migratingAgainChangesNothing() {
        TestDatabase database = TestDatabase.stageB(stack);
        database.execute(ROWS_OF_STAGE_B);
        Schemas.migrator(database).migrate();
        List<String> before = everything(database);
        assertThat(Schemas.migrator(database).migrate()).isEqualTo("14");
        assertThat(everything(database)).isEqualTo(before);
    }

    @Test
    void noTableButTheAuditWhichIsNeverChangedHasATrigger() {
        TestDatabase database = TestDatabase.empty(stack);
        Schemas.migrator(database).migrate();
        assertThat(database.rows("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"))
                .containsExactly("paco_console_audit_append_only");
    }

    @Test
    void theResearchersQueriesRunUnchanged() {
        TestDatabase database = TestDatabase.stageB(stack);
        database.execute(ROWS_OF_STAGE_B);
        Schemas.migrator(database).migrate();
        assertThat(database.rows(
                        "SELECT provider, COUNT(*) FROM paco_conversations GROUP BY provider ORDER BY 1 NULLS LAST"))
                .containsExactly("elevenlabs|4", "openai|2", "null|1");
        assertThat(database.rows("""
                        SELECT r.research_id, c.role, COUNT(*), MIN(c."timestamp") <= MAX(c."timestamp")
                        FROM paco_conversations c JOIN paco_research_ids r ON c.research_id_fk = r.id
                        WHERE c.elevenlabs_conversation_id = 'el-1' GROUP BY 1, 2 ORDER BY 1, 2""")).containsExactly("RID001|assistant|1|t", "RID001|user|2|t", "RID002|user|1|t");
    }

    private static List<String> legacyRows(TestDatabase database) {
        return database.rows("SELECT " + LEGACY_COLUMNS + " FROM paco_conversations ORDER BY id");
    }

    private static List<String> allLegacyValues(TestDatabase database) {
        return database.rows("SELECT " + LEGACY_COLUMNS
                + ", provider, elevenlabs_conversation_id, elevenlabs_message_id FROM paco_conversations ORDER BY id");
    }

    /** Rows with their physical versions, so that even an update to the same values shows. */
    private static List<String> everything(TestDatabase database) {
        return database.rows("""
                SELECT 'row', xmin::text, c::text FROM paco_conversations c
                UNION ALL SELECT 'without key', xmin::text, w::text FROM paco_messages_without_key w
                UNION ALL SELECT 'history', xmin::text, h::text FROM flyway_schema_history h
                ORDER BY 1, 3""");
    }
}
