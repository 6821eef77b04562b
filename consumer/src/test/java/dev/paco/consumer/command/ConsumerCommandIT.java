package dev.paco.consumer.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.consumer.legacy.TestDatabase;
import dev.paco.infra.stack.PacoStack;
import dev.paco.infra.stack.Stack;
import java.util.Map;
import org.junit.jupiter.api.Test;

@PacoStack(shared = true)
class ConsumerCommandIT {

    private final Stack stack;

    ConsumerCommandIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void migratesRollsBackOnceAndMigratesAgain() {
        TestDatabase database = TestDatabase.stageA(stack);
        assertDone("The schema is at version 14.", database, "migrate");
        assertDone(
                "The provider columns are removed; their values are kept in paco_rolled_back_provider_columns, and"
                        + " migrate restores them.",
                database,
                "rollback",
                "--yes");
        assertDone(
                "There is nothing to roll back: paco_conversations has no provider columns.",
                database,
                "rollback",
                "--yes");
        assertDone("The schema is at version 14.", database, "migrate");
    }

    @Test
    void aRollbackOfADatabaseThatWasNeverMigratedFails() {
        CommandRun run = run(TestDatabase.stageB(stack), "rollback", "--yes");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines())
                .containsExactly("Nothing was changed: the consumer has never migrated this database, which has no"
                        + " flyway_schema_history.");
    }

    @Test
    void aRollbackThatAViewPreventsNamesTheView() {
        TestDatabase database = TestDatabase.stageB(stack);
        assertThat(run(database, "migrate").status()).isZero();
        database.execute("CREATE VIEW providers AS SELECT provider FROM paco_conversations");
        CommandRun run = run(database, "rollback", "--yes");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines())
                .containsExactly("The rollback failed: cannot drop column provider of table paco_conversations because"
                        + " other objects depend on it: view providers depends on column provider of table"
                        + " paco_conversations (SQLSTATE 2BP01).");
    }

    private static void assertDone(String sentence, TestDatabase database, String... arguments) {
        CommandRun run = run(database, arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).containsExactly(sentence);
        assertThat(run.status()).isZero();
    }

    private static CommandRun run(TestDatabase database, String... arguments) {
        return CommandRun.of(Map.of("DATABASE_URL", database.url()), arguments);
    }
}
