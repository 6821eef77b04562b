package dev.paco.consumer.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.common.database.DatabaseUrl;
import dev.paco.infra.stack.PacoStack;
import dev.paco.infra.stack.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@PacoStack(shared = true)
class ColumnArrayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Stack stack;

    ColumnArrayIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void postgresReadsWhatWasSent() {
        List<@Nullable String> texts =
                Arrays.asList("plain", null, "", "{\"a\",\\b}", "NULL", "tab\there", "äöü 漢字 😀".repeat(500));
        assertThat(read("text", ColumnArray.ofTexts(texts, Function.identity())))
                .isEqualTo(texts);

        List<@Nullable UUID> uuids = Arrays.asList(new UUID(0, 0), null, new UUID(-1, -1), UUID.randomUUID());
        assertThat(read("uuid", ColumnArray.ofUuids(uuids, Function.identity())))
                .isEqualTo(asTexts(uuids));

        List<@Nullable Integer> numbers = Arrays.asList(0, null, Integer.MIN_VALUE, Integer.MAX_VALUE);
        assertThat(read("integer", ColumnArray.ofIntegers(numbers, Function.identity())))
                .isEqualTo(Arrays.asList("0", null, "-2147483648", "2147483647"));

        List<@Nullable Instant> times = Arrays.asList(
                Instant.parse("0001-01-01T00:00:00Z"),
                Instant.parse("1999-12-31T23:59:59.999999Z"),
                null,
                Instant.parse("2025-01-08T16:00:00.000001Z"),
                Instant.parse("9999-12-31T23:59:59.999999Z"));
        assertThat(read("timestamptz", ColumnArray.ofTimes(times, Function.identity())))
                .isEqualTo(Arrays.asList(
                        "0001-01-01 00:00:00",
                        "1999-12-31 23:59:59.999999",
                        null,
                        "2025-01-08 16:00:00.000001",
                        "9999-12-31 23:59:59.999999"));
    }

    @Test
    void aColumnOfNoRowsIsAnEmptyArray() {
        assertThat(read("text", ColumnArray.ofTexts(List.<String>of(), Function.identity())))
                .isEmpty();
    }

    private static List<@Nullable String> asTexts(List<@Nullable UUID> uuids) {
        return uuids.stream().map(uuid -> uuid == null ? null : uuid.toString()).toList();
    }

    private List<@Nullable String> read(String type, ColumnArray column) {
        String text = type.equals("timestamptz") ? "(e AT TIME ZONE 'UTC')::text" : "e::text";
        try (DatabasePool pool = DatabasePool.to(
                DatabaseUrl.parse(stack.databaseUrl()),
                new DatabaseProperties(Duration.ofSeconds(3), Duration.ofSeconds(10)),
                1,
                null)) {
            return Arrays.asList(pool.client()
                    .sql("SELECT COALESCE(array_agg(" + text + " ORDER BY n), '{}') FROM unnest($1::" + type
                            + "[]) WITH ORDINALITY AS i(e, n)")
                    .bind(0, column)
                    .map(row -> row.get(0, String[].class))
                    .one()
                    .block(PATIENCE));
        }
    }
}
