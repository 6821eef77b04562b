package dev.paco.consumer.erase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.consumer.legacy.TestDatabase;
import dev.paco.consumer.schema.Schemas;
import dev.paco.infra.stack.PacoStack;
import dev.paco.infra.stack.Stack;
import java.util.List;
import org.junit.jupiter.api.Test;

@PacoStack(shared = true)
class ErasedTableIT {

    /** Tables with a foreign key to a participant, however long the way, or a column that is named like one. */
    private static final String REFERRING = """
            WITH RECURSIVE referring AS (
                SELECT 'paco_research_ids'::regclass::oid AS id
                 UNION
                SELECT f.conrelid FROM pg_constraint f JOIN referring r ON f.confrelid = r.id WHERE f.contype = 'f'
            ), named AS (
                SELECT a.attrelid FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                 WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
                   AND a.attname ~ '(research|participant|message)_?id'
            )
            SELECT id::regclass::text FROM (SELECT id FROM referring UNION SELECT attrelid FROM named) t""";

    private final Stack stack;

    ErasedTableIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void everyTableThatRefersToAParticipantIsKnown() {
        TestDatabase database = TestDatabase.stageB(stack);
        Schemas.migrator(database).migrate();
        Schemas.rollback(database).run();
        Schemas.migrator(database).migrate();

        assertThat(unknown(database)).isEmpty();

        database.execute("CREATE TABLE paco_notes (id serial PRIMARY KEY,"
                + " session integer REFERENCES paco_user_sessions (id), note text)");
        assertThat(unknown(database)).containsExactly("paco_notes");
        database.execute("DROP TABLE paco_notes", "CREATE TABLE paco_words (research_id text, word text)");
        assertThat(unknown(database)).containsExactly("paco_words");
    }

    private static List<String> unknown(TestDatabase database) {
        List<String> known = ErasedTable.ALL.stream().map(ErasedTable::name).toList();
        return database.rows(REFERRING).stream()
                .filter(table -> !known.contains(table))
                .toList();
    }
}
