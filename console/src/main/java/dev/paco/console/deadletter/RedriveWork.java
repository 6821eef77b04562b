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

/** Redriving letters as a job. */
record RedriveWork(OperatorTools tools, List<Letter> letters, Act act, Duration settle) implements JobWork {

    @Override
    public JobEnd run(Progress progress, StopSignal stop) throws SQLException {
        RedriveSummary summary = new Redrive(tools.log(), tools.letterActs(), progress, stop).run(letters, act, settle);
        int failed =
                summary.failed().values().stream().mapToInt(Integer::intValue).sum();
        return JobEnd.of(summary.redriven() + failed == summary.chosen(), summary.fields());
    }
}
