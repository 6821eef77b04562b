package dev.paco.bench.scenario;

import dev.paco.bench.report.Report;

/** Something that is measured. Starts what it needs, and ends it. */
public interface Scenario {

    /** Takes all its figures. Blocks, for minutes. */
    void run(Options options, Report report) throws Exception;
}
