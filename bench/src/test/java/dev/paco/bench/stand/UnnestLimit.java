package dev.paco.bench.stand;

import dev.paco.bench.report.Report;
import dev.paco.common.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What Postgres takes from plain connections that insert batches into the product's table and do nothing else. */
public final class UnnestLimit {

    private static final int BATCH = 1_000;
    private static final String INSERT = """
            INSERT INTO paco_conversations (research_id_fk, conversation_id, "timestamp", role, content, provider,
                   elevenlabs_conversation_id, elevenlabs_message_id, message_key, source, received_at)
            SELECT 1, i.c, i.s, 'user', i.t, 'elevenlabs', i.c, i.m, i.k, 'frontend', '2025-01-08T16:00:00Z'
              FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[]) AS i(k, c, m, t, s)
            ON CONFLICT (message_key) DO NOTHING""";

    private UnnestLimit() {}

    /** Inserts {@code rows} on {@code connections} into the table, which is empty before and after, and reports how fast. */
    public static void measure(Stand stand, int rows, int connections, String scenario, Report report)
            throws Exception {
        DatabaseUrl url = DatabaseUrl.parse(stand.product().postgres().databaseUrl());
        stand.rows().empty();
        stand.rows().execute("CHECKPOINT");
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long start = System.nanoTime();
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                long seed = i;
                all.add(() -> fill(url, rows / connections, seed));
            }
            for (var done : threads.invokeAll(all)) {
                done.get();
            }
            report.add(scenario, "plain unnest", "records/s", rows / ((System.nanoTime() - start) / 1e9));
        } finally {
            threads.shutdown();
        }
        stand.rows().empty();
    }

    private static Void fill(DatabaseUrl url, int rows, long seed) throws SQLException {
        SplittableRandom random = new SplittableRandom(seed);
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.username(), url.password());
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int done = 0; done < rows; done += BATCH) {
                UUID[] keys = new UUID[BATCH];
                String[] conversations = new String[BATCH];
                String[] messages = new String[BATCH];
                String[] texts = new String[BATCH];
                OffsetDateTime[] times = new OffsetDateTime[BATCH];
                for (int i = 0; i < BATCH; i++) {
                    keys[i] = new UUID(random.nextLong(), random.nextLong());
                    conversations[i] = Backlog.conversation(i);
                    messages[i] = Integer.toString(done + i);
                    texts[i] = Backlog.TEXT + (done + i);
                    times[i] = Backlog.SAID.plusSeconds(done + i).atOffset(ZoneOffset.UTC);
                }
                insert.setArray(1, connection.createArrayOf("uuid", keys));
                insert.setArray(2, connection.createArrayOf("text", conversations));
                insert.setArray(3, connection.createArrayOf("text", messages));
                insert.setArray(4, connection.createArrayOf("text", texts));
                insert.setArray(5, connection.createArrayOf("timestamptz", times));
                insert.executeUpdate();
            }
        }
        return null;
    }
}
