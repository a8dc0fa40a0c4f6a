package org.patchbank.detector.memorybank;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.patchbank.detector.DetectorModel.Known;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.Folds;
import org.patchbank.detector.MemoryBank;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.UnseenScores;
import org.patchbank.detector.coreset.Coreset;
import org.patchbank.detector.metric.EmbeddingTransform;
import org.patchbank.detector.search.Metric;
import org.patchbank.detector.search.NearestQueries;
import org.patchbank.detector.search.NearestSearch;
import org.patchbank.detector.search.Neighbours;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/**
 * A bank and rows of further images: the farthest first, until each of their embeddings lies within the covering radius that the bank
 * had before. The rows of the bank stay, in their order.
 */
final class GrownBank {
    private static final BitSet NONE = new BitSet();

    private final MemoryBank base;
    private final Known known;
    private final TrainingSet added;
    private final BankSettings settings;
    private final Parallel parallel;
    private final NearestSearch search;
    private final Coreset coreset;
    /** For each added image its rows of the table, and their squared distances to the base. */
    private final Map<Integer, Candidates> candidates = new HashMap<>();

    private record Candidates(int[] rows, float[] squaredDistances) {}

    /**
     * Searches the base for every embedding that is added.
     *
     * @param added of transformed embeddings, at least one image
     * @param settings whose scores are plain
     */
    GrownBank(MemoryBank base, Known known, TrainingSet added, BankSettings settings, Parallel parallel) {
        this.base = base;
        this.known = known;
        this.added = added;
        this.settings = settings;
        this.parallel = parallel;
        search = new NearestSearch(EmbeddingTable.of(base.vectors(), base.dimension()), parallel);
        coreset = new Coreset(added.table(), parallel);
        for (int image : added.learned()) {
            int[] rows = added.rowsOf(image);
            candidates.put(image, new Candidates(rows, squaredDistances(rows)));
        }
    }

    private float[] squaredDistances(int[] rows) {
        float[] squared = new float[rows.length];
        if (rows.length > 0) {
            Neighbours nearest = search.nearest(added.table().copy(rows), 1);
            for (int i = 0; i < rows.length; i++) {
                squared[i] = nearest.squaredDistance(i, 0);
            }
        }
        return squared;
    }

    /** The rows of some of the added images that are chosen where the others are not there, in the order of choice. */
    int[] rows(List<Integer> images) {
        int[] rows = images.stream()
                .flatMapToInt(image -> Arrays.stream(candidates.get(image).rows()))
                .toArray();
        float[] squared = new float[rows.length];
        int at = 0;
        for (int image : images) {
            float[] own = candidates.get(image).squaredDistances();
            System.arraycopy(own, 0, squared, at, own.length);
            at += own.length;
        }
        return coreset.cover(rows, squared, known.coveringRadius());
    }

    /** The base as it is, and after it the rows of all added images. */
    MemoryBank bank() {
        int[] rows = rows(added.learned());
        return rows.length == 0 ? base : base.and(MemoryBank.of(added, rows), known.images());
    }

    /**
     * Scores each added image by the base grown by the other ones. Where there are many they are dealt out, and each is scored by the base
     * grown by the images that are not of its fold.
     */
    void scoreUnseen(long seed, FitMonitor monitor, UnseenScores scores) {
        LeaveImageOut leaveOut = new LeaveImageOut(added, search, settings, parallel);
        List<List<Integer>> folds = Folds.of(added.learned(), seed);
        for (int fold = 0; fold < folds.size(); fold++) {
            List<Integer> images = folds.get(fold);
            EmbeddingTable grown = added.table().copy(rows(added.without(images).learned()));
            for (int image : images) {
                scores.accept(image, leaveOut.score(image, NONE, grown));
            }
            monitor.at((fold + 1.0) / folds.size());
        }
    }

    /** @param set of embeddings as they are, all of which the bank was chosen from */
    static double coveringRadius(
            TrainingSet set, MemoryBank bank, EmbeddingTransform transform, FitMonitor monitor, Parallel parallel) {
        NearestSearch search = new NearestSearch(EmbeddingTable.of(bank.vectors(), bank.dimension()), parallel);
        int[] blocks = set.blocks();
        float largest = 0;
        for (int b = 0; b < blocks.length; b++) {
            PatchQueries queries = PatchQueries.of(set.embeddings(blocks[b]));
            if (queries.size() > 0) {
                NearestQueries found =
                        search.begin(transform.apply(queries.table(), parallel), 1, Metric.EUCLIDEAN, NONE);
                largest = Math.max(largest, found.squaredDistance(found.farthest()));
            }
            monitor.at((b + 1.0) / blocks.length);
        }
        return Math.sqrt(largest);
    }
}
