package dev.paco.bench.scenario;

import dev.paco.bench.report.Report;
import dev.paco.bench.stand.Backlog;
import dev.paco.bench.stand.Stand;
import dev.paco.infra.process.Part;

/** What a row costs in tables that grow. */
public final class Growth implements Scenario {

    private static final int RECORDS = 200_000;
    private static final int CONVERSATIONS = 1_000;
    private static final int STEP = 500_000;
    private static final double MICROS = 1e6;

    @Override
    public void run(Options options, Report report) throws Exception {
        try (Stand stand = Stand.start(options.folder(), 0, 1);
                Backlog backlog = stand.backlog()) {
            Part writer = stand.stoppedWriter();
            int number = 0;
            for (int size : options.growth()) {
                long rows = stand.rows().number("SELECT count(*) FROM paco_conversations");
                for (long from = rows; from < size; from += STEP) {
                    stand.rows().execute(fill(from + 1, Math.min(size, from + STEP)));
                }
                stand.rows().execute("VACUUM ANALYZE paco_conversations");
                String scenario = "Growth, " + size + " rows before";
                for (int round = 0; round < options.rounds(); round++) {
                    measure(stand, backlog, writer, scenario, number++, report);
                }
            }
        }
    }

    /** Keys without order, conversations of a hundred turns, in order of time. */
    private static String fill(long from, long to) {
        return """
            INSERT INTO paco_conversations (research_id_fk, conversation_id, "timestamp", role, content, provider,
                   elevenlabs_conversation_id, elevenlabs_message_id, message_key, source, received_at)
            SELECT 1, 'old_' || n / 100, '2024-01-01'::timestamptz + n * interval '1 second', 'user',
                   repeat('Well, I slept a little better than last week, and the walks help. ', 3) || n, 'elevenlabs',
                   'old_' || n / 100, n::text, gen_random_uuid(), 'frontend', now()
              FROM generate_series(%d, %d) AS n""".formatted(from, to);
    }

    private static void measure(Stand stand, Backlog backlog, Part writer, String scenario, int number, Report report)
            throws Exception {
        backlog.add(RECORDS, record -> "conv_" + number + "_" + record % CONVERSATIONS);
        WriterRun run = WriterRun.of(stand, writer, RECORDS);
        double cores =
                run.cores().values().stream().mapToDouble(Double::doubleValue).sum();
        report.add(scenario, Report.PRODUCT, "records/s", run.perSecond());
        report.add(scenario, Report.PRODUCT, "us of processor a record", MICROS * cores / run.perSecond());
        report.note("  " + scenario + ": " + Math.round(run.perSecond()) + " records/s");
    }
}
