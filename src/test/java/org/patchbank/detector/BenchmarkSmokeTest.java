package org.patchbank.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.patchbank.detector.search.BenchmarkNearestSearch;

/** Keeps the benchmarks alive: each runs once on little data. */
class BenchmarkSmokeTest {
    @Test
    void every_benchmark_runs() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(BenchmarkNearestSearch.class.getName())
                        .param("rows", "500")
                        .param("queries", "40")
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(50))
                        .forks(0)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        assertThat(results)
                .hasSize(3)
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());
    }
}
