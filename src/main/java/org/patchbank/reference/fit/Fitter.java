package org.patchbank.reference.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.patchbank.detector.Coreset;
import org.patchbank.detector.LeaveOneOut;
import org.patchbank.detector.MemoryBank;
import org.patchbank.detector.PatchScores;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.image.ImageDecoder;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.Parallel;
import org.patchbank.reference.fit.FeatureStage.Features;
import org.patchbank.reference.fit.Fit.FitSeconds;
import org.patchbank.reference.fit.Fit.ImageScore;
import org.patchbank.reference.spec.DetectorSpec;
import org.patchbank.reference.spec.ModelSpec.MemoryBankSpec;

/**
 * Builds a bank from good images and calibrates it. Knows no database.
 *
 * <p>Calibration is by cross-calibration: the images are dealt into {@value #FOLDS} folds, and a bank is built without each
 * and grown by its other images in turn ({@link LeaveOneOut}), so that each image is scored by a bank that has seen all but it.
 */
public final class Fitter {
    static final int FOLDS = 20;

    private final ImageDecoder decoder;
    private final Parallel parallel;

    public Fitter(ImageDecoder decoder, Parallel parallel) {
        this.decoder = decoder;
        this.parallel = parallel;
    }

    /**
     * Embeds the images, chooses the bank and scores every image against a bank that has not seen it. The same images in the same
     * order with the same spec give the same bank and scores, whatever the number of threads.
     *
     * @throws org.patchbank.platform.PatchbankException if fewer than two images can be used
     * @throws java.util.concurrent.CancellationException if the listener said so
     */
    public Fit fit(
            List<? extends ReferenceImage> images, DetectorSpec spec, PatchEmbedder embedder, FitListener listener) {
        long start = System.nanoTime();
        Features features = new FeatureStage(decoder, embedder, parallel)
                .run(images, new FitProgress(listener, FitStage.FEATURES, images.size()));
        requireTwoImages(features);
        return fit(features, spec, embedder.grid(), listener, secondsSince(start));
    }

    /** The rest of a fit, from embeddings on. */
    Fit fit(Features features, DetectorSpec spec, PatchGrid grid, FitListener listener, double featureSeconds) {
        EmbeddingTable table = features.table();
        MemoryBankSpec model = (MemoryBankSpec) spec.model();
        long start = System.nanoTime();
        Coreset coreset = new Coreset(table, parallel);
        int[] all = IntStream.range(0, table.rows()).toArray();
        int size = bankSize(model, all.length);
        FitProgress choosing = new FitProgress(listener, FitStage.CORESET, size);
        int[] chosen = coreset.select(all, size, first(spec, all), choosing::at);
        choosing.at(size);
        double coresetSeconds = secondsSince(start);

        start = System.nanoTime();
        double[] scores = crossCalibrate(coreset, table, spec, model, grid, listener);
        return new Fit(
                MemoryBank.of(table, chosen),
                grid,
                IntStream.range(0, scores.length)
                        .mapToObj(i -> new ImageScore(features.names().get(i), scores[i]))
                        .toList(),
                features.refused(),
                table.rows(),
                new FitSeconds(featureSeconds, coresetSeconds, secondsSince(start)));
    }

    private static void requireTwoImages(Features features) {
        if (features.names().size() < 2) {
            throw FitErrorCode.TOO_FEW_IMAGES.error(
                    "Only %d of the images can be used"
                            .formatted(features.names().size()),
                    "Give at least 2 good images; 50 or more make a useful bank, and a false-reject rate of 1 % needs 99.");
        }
    }

    private double[] crossCalibrate(
            Coreset coreset,
            EmbeddingTable table,
            DetectorSpec spec,
            MemoryBankSpec model,
            PatchGrid grid,
            FitListener listener) {
        int images = table.rows() / table.rowsPerBlock();
        FitProgress progress = new FitProgress(listener, FitStage.CALIBRATION, images);
        double[] scores = new double[images];
        int done = 0;
        for (List<Integer> fold : folds(images, spec.seed())) {
            int[] others = rowsOutside(fold, table);
            int scored = done;
            int[] chosen = coreset.select(
                    others, bankSize(model, others.length), first(spec, others), count -> progress.at(scored));
            LeaveOneOut leaveOneOut = new LeaveOneOut(
                    table, coreset, chosen, fold, bankSize(model, table.rows() - table.rowsPerBlock()), parallel);
            for (int image : fold) {
                PatchScores patches = leaveOneOut.score(image, grid, model.neighbours());
                scores[image] = spec.aggregation().aggregate(patches.scores());
                progress.at(++done);
            }
        }
        return scores;
    }

    /** Deals the images out at random, in folds whose sizes differ by one at most. */
    static List<List<Integer>> folds(int images, long seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, images).boxed().toList());
        java.util.Collections.shuffle(order, new Random(seed));
        int count = Math.min(FOLDS, images);
        List<List<Integer>> folds = new ArrayList<>();
        for (int fold = 0; fold < count; fold++) {
            int from = images * fold / count;
            folds.add(order.subList(from, images * (fold + 1) / count).stream()
                    .sorted()
                    .toList());
        }
        return folds;
    }

    private static int[] rowsOutside(List<Integer> fold, EmbeddingTable table) {
        int perImage = table.rowsPerBlock();
        return IntStream.range(0, table.rows() / perImage)
                .filter(image -> !fold.contains(image))
                .flatMap(image -> IntStream.range(image * perImage, (image + 1) * perImage))
                .toArray();
    }

    private static int bankSize(MemoryBankSpec model, int rows) {
        int wanted = model.coresetSize().orElse((int) (model.coresetRatio() * rows));
        return Math.max(1, Math.min(wanted, rows));
    }

    /** Where the greedy choice starts: seed 0 takes the first row, others spread over all (Fibonacci hashing). */
    private static int first(DetectorSpec spec, int[] rows) {
        return (int) Long.remainderUnsigned(spec.seed() * 0x9E3779B97F4A7C15L, rows.length);
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
