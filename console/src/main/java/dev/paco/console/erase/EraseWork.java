package dev.paco.console.erase;

import dev.paco.console.job.JobEnd;
import dev.paco.console.job.JobWork;
import dev.paco.consumer.database.JdbcConnections;
import dev.paco.consumer.erase.Erasure;
import dev.paco.consumer.erase.ErasureRequest;
import dev.paco.consumer.operate.OperatorTools;
import dev.paco.consumer.progress.Progress;
import dev.paco.consumer.progress.StopSignal;
import java.sql.SQLException;
import java.time.Clock;

/** An erasure, or the dry run of one, as a job. */
record EraseWork(OperatorTools tools, ErasureRequest request, Clock clock) implements JobWork {

    @Override
    public JobEnd run(Progress progress, StopSignal stop) throws SQLException {
        JdbcConnections connections = tools.connections();
        return new Erasure(tools.log(), connections, tools.migrator(connections), tools.schema(), progress, stop, clock)
                .run(request)
                .fold(
                        ended -> JobEnd.of(
                                ended.summary().complete(), ended.summary().fields()),
                        refused -> JobEnd.refused(refused.sentence()));
    }
}
