package org.patchbank.detector.memorybank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.patchbank.detector.PatchScores;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.coreset.Coreset;
import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;
import org.patchbank.detector.search.NearestQueries;
import org.patchbank.detector.search.NearestSearch;
import org.patchbank.detector.search.Neighbours;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.Embeddings;
import org.patchbank.platform.Parallel;

/**
 * Scores the images of a fold as if each were the only one that the bank has not seen: against a bank chosen without the fold, grown
 * by the fold's other images to the size that it then would have.
 *
 * <p>A bank that lacks a whole fold lacks more images than the deployed one will, so its scores are too large where the fold holds the
 * only parts alike, and thresholds promise more false rejects than come true. Growing is greedy ({@link Coreset#grow}): the rows
 * farthest from the bank first.
 */
final class LeaveOneOut {
    private static final BitSet ALL = new BitSet();
    /** Enough to share out; an image of many tiles has far more. */
    private static final int ROWS_AT_ONCE = 4096;

    private final TrainingSet set;
    private final Coreset coreset;
    private final int bankSize;
    private final BankSettings settings;
    private final UnaryOperator<EmbeddingTable> keeping;
    private final NearestSearch search;
    private final Kernel kernel = Kernels.best();
    /** For each image of the fold its rows. */
    private final Map<Integer, int[]> rows = new TreeMap<>();
    /** For each row of each image its squared distance to the bank. */
    private final Map<Integer, float[]> distances = new TreeMap<>();

    /**
     * Searches the bank for every row of the fold.
     *
     * @param set of transformed embeddings
     * @param coreset of the set's table
     * @param bank rows of the table, none of the fold
     * @param settings whose scores are plain
     * @param seed of the storage
     */
    LeaveOneOut(
            TrainingSet set,
            Coreset coreset,
            int[] bank,
            List<Integer> fold,
            BankSettings settings,
            long seed,
            Parallel parallel) {
        this.set = set;
        this.coreset = coreset;
        this.bankSize = bank.length;
        this.settings = settings;
        EmbeddingTable chosen = set.table().copy(bank);
        this.keeping = StoredBank.keeping(chosen, settings.storage(), seed, parallel);
        this.search = new NearestSearch(keeping.apply(chosen), parallel);
        for (int image : fold) {
            int[] own = set.rowsOf(image);
            float[] squared = new float[own.length];
            for (int from = 0; from < own.length; from += ROWS_AT_ONCE) {
                int[] some = Arrays.copyOfRange(own, from, Math.min(own.length, from + ROWS_AT_ONCE));
                Neighbours nearest = search.nearest(set.table().copy(some), 1);
                for (int i = 0; i < some.length; i++) {
                    squared[from + i] = nearest.squaredDistance(i, 0);
                }
            }
            rows.put(image, own);
            distances.put(image, squared);
        }
    }

    /**
     * The scores of one image's original views by the bank that has seen all but it.
     *
     * @param image one of the fold
     */
    List<PatchScores> score(int image) {
        EmbeddingTable grown = keeping.apply(set.table().copy(grownWithout(image)));
        List<PatchScores> scores = new ArrayList<>();
        for (int block : set.originals(image)) {
            scores.add(score(set.embeddings(block), grown));
        }
        return scores;
    }

    private PatchScores score(Embeddings view, EmbeddingTable grown) {
        PatchQueries queries = PatchQueries.of(view);
        if (queries.size() == 0) {
            return PatchScores.none(view);
        }
        NearestQueries found =
                search.begin(queries.table(), Math.min(settings.neighbours(), bankSize), settings.metric(), ALL);
        for (int i = 0; i < grown.rows(); i++) {
            for (int query = 0; query < queries.size(); query++) {
                found.offer(query, squaredDistance(queries.table(), query, grown, i), bankSize + i);
            }
        }
        return queries.scores(found.all(), 1);
    }

    /** Rows of the fold's other images that the bank is grown by, in the order they are added. */
    int[] grownWithout(int image) {
        int[] candidates = rows.entrySet().stream()
                .filter(other -> other.getKey() != image)
                .flatMapToInt(other -> Arrays.stream(other.getValue()))
                .toArray();
        float[] squared = new float[candidates.length];
        int at = 0;
        for (Map.Entry<Integer, float[]> other : distances.entrySet()) {
            if (other.getKey() != image) {
                System.arraycopy(other.getValue(), 0, squared, at, other.getValue().length);
                at += other.getValue().length;
            }
        }
        int without = settings.size().of(Math.max(1, set.rows().length - rows.get(image).length));
        return coreset.grow(candidates, squared, Math.max(0, Math.min(without - bankSize, candidates.length)));
    }

    private float squaredDistance(EmbeddingTable a, int row, EmbeddingTable b, int other) {
        return kernel.squaredDistance(
                a.block(row), a.offset(row), b.block(other), b.offset(other), a.dimension(), new float[Kernel.SCRATCH]);
    }
}
