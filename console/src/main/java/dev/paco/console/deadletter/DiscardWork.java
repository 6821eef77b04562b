package dev.paco.console.deadletter;

import dev.paco.console.job.JobEnd;
import dev.paco.console.job.JobWork;
import dev.paco.consumer.progress.Progress;
import dev.paco.consumer.progress.StopSignal;
import dev.paco.consumer.redrive.Act;
import dev.paco.consumer.redrive.Letter;
import dev.paco.consumer.redrive.LetterActs;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Giving letters up as a job; their bytes stay on the topic. */
record DiscardWork(LetterActs acts, List<Letter> letters, Act act) implements JobWork {

    private static final int BATCH = 500;

    @Override
    public JobEnd run(Progress progress, StopSignal stop) throws SQLException {
        progress.begins("Discarding", letters.size());
        int discarded = 0;
        while (discarded < letters.size() && !stop.isGiven()) {
            List<Letter> some = letters.subList(discarded, Math.min(discarded + BATCH, letters.size()));
            acts.add(some, act);
            discarded += some.size();
            progress.advances(some.size());
        }
        return JobEnd.of(discarded == letters.size(), Map.of("chosen", letters.size(), "discarded", discarded));
    }
}
