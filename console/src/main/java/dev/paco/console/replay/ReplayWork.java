package dev.paco.console.replay;

import dev.paco.console.job.JobEnd;
import dev.paco.console.job.JobWork;
import dev.paco.consumer.database.DatabasePool;
import dev.paco.consumer.operate.OperatorTools;
import dev.paco.consumer.progress.Progress;
import dev.paco.consumer.progress.StopSignal;
import dev.paco.consumer.replay.Replay;
import dev.paco.consumer.replay.ReplayRequest;
import java.sql.SQLException;

/** A replay as a job. */
record ReplayWork(OperatorTools tools, ReplayRequest request) implements JobWork {

    @Override
    public JobEnd run(Progress progress, StopSignal stop) throws SQLException {
        try (DatabasePool pool = tools.pool(null)) {
            return new Replay(tools.log(), tools.target(null, pool), tools.writing(), tools.database(), progress, stop)
                    .run(request)
                    .fold(
                            ended -> JobEnd.of(
                                    ended.summary().complete(), ended.summary().fields()),
                            refused -> JobEnd.refused(refused.sentence()));
        }
    }
}
