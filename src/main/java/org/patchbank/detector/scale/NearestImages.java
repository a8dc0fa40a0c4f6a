package org.patchbank.detector.scale;

import java.util.BitSet;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.patchbank.detector.Detector;
import org.patchbank.detector.DetectorModel;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.MemoryBank;
import org.patchbank.detector.PatchScores;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.memorybank.MemoryBankDetector;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.Segment;

/**
 * Hierarchical comparison by whole images, as in SPADE (Cohen and Hoshen 2020): the k good images nearest to a view by their pooled
 * embeddings, g(x) = mean over patches of f(x, p), are found first; then patches are compared with these images' patches alone. A part
 * that comes in variants is compared with its own kind. The patches' part of the state is named {@value #PATCHES}; the bank
 * {@value #IMAGES} holds a pooled embedding for each view of an image.
 */
public final class NearestImages implements DetectorModel {
    private static final String PATCHES = "patches";
    private static final String IMAGES = "images";

    private final DetectorModel patches;
    private final Segment pooled;
    private final int images;

    /**
     * @param patches a model whose state is a bank named "" of rows that know their image
     * @param pooled the channels that images are told apart by
     * @param images k; where there are fewer, all
     */
    public NearestImages(DetectorModel patches, Segment pooled, int images) {
        if (images < 1) {
            throw new IllegalArgumentException(images + " nearest images");
        }
        this.patches = patches;
        this.pooled = pooled;
        this.images = images;
    }

    @Override
    public DetectorState fit(TrainingSet set, FitMonitor monitor) {
        DetectorState bank = patches.fit(set, monitor);
        int[] blocks = IntStream.of(set.blocks())
                .filter(block -> set.view(block).inside().size(set.grid()) > 0)
                .toArray();
        float[] vectors = new float[blocks.length * pooled.width()];
        int[] origins = new int[blocks.length];
        for (int i = 0; i < blocks.length; i++) {
            float[] mean = pool(set.embeddings(blocks[i]));
            System.arraycopy(mean, 0, vectors, i * mean.length, mean.length);
            origins[i] = set.view(blocks[i]).image();
        }
        MemoryBank whole = new MemoryBank(pooled.width(), vectors, origins, new int[blocks.length]);
        return DetectorState.EMPTY.withPart(PATCHES, bank).withPart(IMAGES, DetectorState.of(whole));
    }

    /** The mean of the patches in the region of interest, over the pooled channels. */
    private float[] pool(Embeddings view) {
        double[] sum = new double[pooled.width()];
        int count = 0;
        for (int patch = 0; patch < view.grid().size(); patch++) {
            if (view.inside().contains(patch)) {
                int from = patch * view.dimension() + pooled.from();
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += view.values()[from + i];
                }
                count++;
            }
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / Math.max(1, count));
        }
        return mean;
    }

    @Override
    public Detector open(DetectorState state) {
        DetectorState bank = state.part(PATCHES);
        MemoryBank all = bank.bank("");
        MemoryBank whole = state.part(IMAGES).bank("");
        // A bank searched whole is prepared once, and the other images' rows are left out.
        return patches.open(bank) instanceof MemoryBankDetector once && once.leavesOut()
                ? new Pooled(all, whole) {
                    @Override
                    PatchScores score(Embeddings view, int[] rows, DoubleConsumer largest) {
                        BitSet others = new BitSet();
                        others.set(0, all.size());
                        IntStream.of(rows).forEach(others::clear);
                        return once.scoreWithout(view, others, largest);
                    }
                }
                : new Pooled(all, whole) {
                    @Override
                    PatchScores score(Embeddings view, int[] rows, DoubleConsumer largest) {
                        return scoreAnew(view, rows, all, bank, largest);
                    }
                };
    }

    private PatchScores scoreAnew(
            Embeddings view, int[] rows, MemoryBank all, DetectorState bank, DoubleConsumer largest) {
        DetectorState near = new DetectorState(Map.of("", all.rows(rows)), bank.numbers(), bank.bytes());
        PatchScores scores = patches.open(near).score(view, largest);
        int[] nearest = scores.nearest().clone();
        for (int patch = 0; patch < nearest.length; patch++) {
            nearest[patch] = nearest[patch] < 0 ? -1 : rows[nearest[patch]];
        }
        return new PatchScores(scores.grid(), scores.scores(), nearest, scores.inside());
    }

    /** Finds the nearest images, then scores by their rows. */
    private abstract class Pooled implements Detector {
        private final MemoryBank all;
        private final MemoryBank whole;

        Pooled(MemoryBank all, MemoryBank whole) {
            this.all = all;
            this.whole = whole;
        }

        /** @param rows of the bank to compare with, ascending */
        abstract PatchScores score(Embeddings view, int[] rows, DoubleConsumer largest);

        @Override
        public int dimension() {
            return all.dimension();
        }

        @Override
        public PatchScores score(Embeddings view, DoubleConsumer largest) {
            return score(view, rowsOf(nearest(pool(view), whole, all), all), largest);
        }
    }

    /** The nearest images that have rows in the bank, one at least: ties by the lower number. */
    private BitSet nearest(float[] query, MemoryBank whole, MemoryBank bank) {
        BitSet kept = new BitSet();
        IntStream.range(0, bank.size()).forEach(row -> kept.set(bank.image(row)));
        double[] distances = IntStream.range(0, whole.size())
                .mapToDouble(row -> squaredDistance(query, whole.vectors(), row * query.length))
                .toArray();
        BitSet nearest = new BitSet();
        IntStream.range(0, distances.length)
                .filter(row -> kept.get(whole.image(row)))
                .boxed()
                .sorted((a, b) -> Double.compare(distances[a], distances[b]))
                .map(whole::image)
                .distinct()
                .limit(images)
                .forEach(nearest::set);
        return nearest;
    }

    private static double squaredDistance(float[] query, float[] vectors, int from) {
        double sum = 0;
        for (int i = 0; i < query.length; i++) {
            double difference = query[i] - vectors[from + i];
            sum += difference * difference;
        }
        return sum;
    }

    private static int[] rowsOf(BitSet wanted, MemoryBank bank) {
        return IntStream.range(0, bank.size())
                .filter(row -> wanted.get(bank.image(row)))
                .toArray();
    }
}
