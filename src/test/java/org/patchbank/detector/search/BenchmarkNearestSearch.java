package org.patchbank.detector.search;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.patchbank.detector.Tables;
import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/** The search of one image's patches in a bank: all distances, the largest alone, and the plain comparison with every row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class BenchmarkNearestSearch {
    @Param({"15680"})
    public int rows;

    @Param({"784"})
    public int queries;

    @Param({"2"})
    public int threads;

    private EmbeddingTable bank;
    private EmbeddingTable image;
    private NearestSearch search;
    private Parallel parallel;

    @Setup(Level.Trial)
    public void open() {
        parallel = new Parallel(threads);
        bank = Tables.mixture(rows, 384, 1);
        image = Tables.mixture(queries, 384, 2);
        search = new NearestSearch(bank, parallel);
    }

    @TearDown(Level.Trial)
    public void close() {
        parallel.close();
    }

    @Benchmark
    public Neighbours all() {
        return search.nearest(image, 1);
    }

    @Benchmark
    public float largest() {
        return search.begin(image, 1).largest();
    }

    @Benchmark
    public float[] everyRow() {
        Kernel kernel = Kernels.best();
        float[] nearest = new float[image.rows()];
        parallel.forEach(nearest.length, q -> {
            float[] scratch = new float[Kernel.SCRATCH];
            float best = Float.MAX_VALUE;
            for (int row = 0; row < bank.rows(); row++) {
                best = Math.min(
                        best,
                        kernel.squaredDistance(
                                image.block(q), image.offset(q), bank.block(row), bank.offset(row), 384, scratch));
            }
            nearest[q] = (float) Math.sqrt(best);
        });
        return nearest;
    }
}
