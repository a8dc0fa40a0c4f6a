package org.patchbank.detector;

import java.util.List;
import java.util.OptionalInt;
import org.patchbank.platform.Parallel;

/** A coreset of the good embeddings, searched for the nearest (PatchCore, Roth et al. 2022). */
public final class MemoryBankModel implements DetectorModel {
    private final Size size;
    private final int neighbours;
    private final Metric metric;
    private final long seed;
    private final Parallel parallel;

    /**
     * How many embeddings are kept.
     *
     * @param ratio share of all, in (0, 1]
     * @param absolute a number instead, where present
     */
    public record Size(double ratio, OptionalInt absolute) {
        int of(int rows) {
            return Math.max(1, Math.min(absolute.orElse((int) (ratio * rows)), rows));
        }
    }

    /** @param neighbours how many nearest rows are averaged into a patch's score */
    public MemoryBankModel(Size size, int neighbours, Metric metric, long seed, Parallel parallel) {
        this.size = size;
        this.neighbours = neighbours;
        this.metric = metric;
        this.seed = seed;
        this.parallel = parallel;
    }

    @Override
    public DetectorState fit(TrainingSet set, FitMonitor monitor) {
        int[] chosen = choose(new Coreset(set.table(), parallel), set.rows(), monitor);
        return DetectorState.of(MemoryBank.of(set, chosen));
    }

    @Override
    public Detector open(DetectorState state) {
        return new MemoryBankDetector(state.bank(""), neighbours, metric, parallel);
    }

    /** Each image is scored by a bank that has seen all but it ({@link LeaveOneOut}). */
    @Override
    public void scoreUnseen(
            TrainingSet set, DetectorState fitted, long foldSeed, FitMonitor monitor, UnseenScores scores) {
        Coreset coreset = new Coreset(set.table(), parallel);
        List<List<Integer>> folds = Folds.of(set.learned(), foldSeed);
        for (int fold = 0; fold < folds.size(); fold++) {
            List<Integer> images = folds.get(fold);
            FitMonitor part = monitor.part((double) fold / folds.size(), (fold + 1.0) / folds.size());
            int[] bank = choose(coreset, set.without(images).rows(), part.part(0, 0.8));
            LeaveOneOut leaveOneOut = new LeaveOneOut(set, coreset, bank, images, size, parallel);
            for (int i = 0; i < images.size(); i++) {
                scores.accept(images.get(i), leaveOneOut.score(images.get(i), neighbours));
                part.at(0.8 + 0.2 * (i + 1) / images.size());
            }
        }
        monitor.at(1);
    }

    private int[] choose(Coreset coreset, int[] rows, FitMonitor monitor) {
        int wanted = size.of(rows.length);
        int[] chosen = coreset.select(rows, wanted, first(rows), count -> {
            monitor.at((double) count / wanted);
            return true;
        });
        monitor.at(1);
        return chosen;
    }

    /** Where the greedy choice starts: seed 0 takes the first row, others spread over all (Fibonacci hashing). */
    private int first(int[] rows) {
        return (int) Long.remainderUnsigned(seed * 0x9E3779B97F4A7C15L, rows.length);
    }
}
