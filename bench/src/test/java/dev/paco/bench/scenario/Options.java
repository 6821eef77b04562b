package dev.paco.bench.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much is measured.
 *
 * @param folder for data and logs; deleted before
 * @param rounds how often each figure is taken
 * @param warmUp how long a server is under load before it is measured for the first time
 * @param round how long one measurement of a server takes
 * @param connections how many connections servers are measured with, one after the other
 * @param rate how many requests a second are too many; 0 for twice what was answered before
 * @param backlog how many records are drained
 * @param growth sizes of the table at which writing is measured, ascending
 * @param newerJdk the home of a JDK of 25 or newer, which starts are measured with, too; null when there is none
 */
public record Options(
        Path folder,
        int rounds,
        Duration warmUp,
        Duration round,
        List<Integer> connections,
        int rate,
        int backlog,
        List<Integer> growth,
        @Nullable Path newerJdk) {}
