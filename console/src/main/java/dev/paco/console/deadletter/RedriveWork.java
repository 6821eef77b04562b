package dev.paco.console.deadletter;

import dev.paco.console.job.JobEnd;
import dev.paco.console.job.JobWork;
import dev.paco.consumer.operate.OperatorTools;
import dev.paco.consumer.progress.Progress;
import dev.paco.consumer.progress.StopSignal;
import dev.paco.consumer.redrive.Act;
import dev.paco.consumer.redrive.Letter;
import dev.paco.consumer.redrive.Redrive;
import dev.paco.consumer.redrive.RedriveSummary;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Redriving letters as a job. */
record RedriveWork(OperatorTools tools, List<Letter> letters, Act act, Duration settle) implements JobWork {

    @Override
    public JobEnd run(Progress progress, StopSignal stop) throws SQLException {
        RedriveSummary summary = new Redrive(tools.log(), tools.letterActs(), progress, stop).run(letters, act, settle);
        if (summary.isClean()) {
            return JobEnd.of(true, summary.fields());
        }
        int missing = summary.chosen() - summary.redriven() - sum(summary.failed());
        return missing > 0 && stop.isGiven()
                ? JobEnd.of(false, summary.fields())
                : JobEnd.fallenShort(shortfall(summary, missing), summary.fields());
    }

    private static String shortfall(RedriveSummary summary, int missing) {
        StringJoiner parts = new StringJoiner(", ");
        add(sum(summary.failed()), " that the log did not take", parts);
        add(missing, " that are not there any more", parts);
        add(sum(summary.refusedAgain()), " refused again", parts);
        add(summary.unsettled(), " records that writers have not come to yet", parts);
        return parts.toString();
    }

    private static void add(long count, String what, StringJoiner parts) {
        if (count > 0) {
            parts.add(count + what);
        }
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
