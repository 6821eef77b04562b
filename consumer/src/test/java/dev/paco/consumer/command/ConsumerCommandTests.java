package dev.paco.consumer.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsumerCommandTests {

    @Test
    void runsTheWriterWithItsSettingsWhenNoCommandIsNamed() {
        CommandRun run = CommandRun.of(Map.of(), "--server.port=0", "--paco.consumer.adopt.interval=5s");
        assertThat(run.status()).isEqualTo(ConsumerCommand.RUNNING);
        assertThat(run.writerSettings()).containsExactly("--server.port=0", "--paco.consumer.adopt.interval=5s");
    }

    @Test
    void aMisspeltCommandIsWrongUsageAndRunsNothing() {
        CommandRun run = CommandRun.of(Map.of(), "migarte");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("Unknown command: migarte");
        assertThat(run.writerSettings()).isNull();
    }

    @Test
    void helpTellsTheCommandsAndTheExitCodes() {
        CommandRun run = CommandRun.of(Map.of(), "--help");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("migrate", "rollback", "DATABASE_URL", "wrong usage");
    }

    @Test
    void aMissingDatabaseUrlIsToldInOneLine() {
        for (List<String> command : List.of(List.of("migrate"), List.of("rollback", "--yes"))) {
            CommandRun run = CommandRun.of(Map.of(), command.toArray(String[]::new));
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err().lines()).hasSize(1);
            assertThat(run.err()).startsWith("DATABASE_URL is not set. Set DATABASE_URL to postgresql://");
        }
    }

    @Test
    void aDatabaseThatCannotBeReachedIsToldInOneLineWithoutThePassword() {
        Map<String, Object> nowhere =
                Map.of("DATABASE_URL", "postgresql://paco:secret@127.0.0.1:1/paco?sslmode=disable");
        for (List<String> command : List.of(List.of("migrate"), List.of("rollback", "--yes"))) {
            CommandRun run = CommandRun.of(nowhere, command.toArray(String[]::new));
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err().lines()).hasSize(1);
            assertThat(run.err()).contains("failed:", "(SQLSTATE 08001)").doesNotContain("secret");
        }
    }

    @Test
    void aPropertyThatCannotWorkIsToldInOneLine() {
        CommandRun run = CommandRun.of(
                Map.of("DATABASE_URL", "postgresql://paco@127.0.0.1:1/paco", "paco.consumer.schema.lock-timeout", "5s"),
                "migrate");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines())
                .containsExactly("Failed: paco.consumer.schema.lock-timeout is PT5S; it must be 1 ms to 900 ms");
    }

    @Test
    void aRollbackWithoutConfirmationIsWrongUsage() {
        CommandRun run = CommandRun.of(Map.of(), "rollback");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--yes");
    }
}
