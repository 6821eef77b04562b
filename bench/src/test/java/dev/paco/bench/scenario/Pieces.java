package dev.paco.bench.scenario;

import dev.paco.bench.report.Report;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What each message goes through, by itself, with JMH. */
public final class Pieces implements Scenario {

    private static final int ITERATIONS = 3;

    @Override
    public void run(Options options, Report report) throws Exception {
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include("dev\\.paco\\..*Benchmark")
                        .forks(1)
                        .warmupIterations(ITERATIONS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(ITERATIONS)
                        .measurementTime(TimeValue.seconds(1))
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run()) {
            String name = result.getParams().getBenchmark().replaceFirst("^.*\\.(\\w+\\.\\w+)$", "$1");
            report.add(
                    "Pieces",
                    Report.PRODUCT,
                    name + " us",
                    result.getPrimaryResult().getScore());
        }
    }
}
