package org.patchbank.detector.memorybank;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.bank.KMeans;
import org.patchbank.detector.metric.UnitLength;
import org.patchbank.detector.search.Metric;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/**
 * What prototypes would be without an image: those that stand for some of its embeddings become the mean of the others that they
 * stand for, or vanish where there are none. Where the borders between clusters would move without the image is not asked.
 */
final class LeavePrototypesOut {
    private final TrainingSet set;
    private final Metric metric;
    private final Parallel parallel;
    private final KMeans clusters;
    private final int[][] members;
    private final Map<Integer, BitSet> prototypesOf = new HashMap<>();

    /**
     * @param set of transformed embeddings
     * @param prototypes of its rows, [prototypes, dimension]
     */
    LeavePrototypesOut(TrainingSet set, float[] prototypes, Metric metric, Parallel parallel) {
        this.set = set;
        this.metric = metric;
        this.parallel = parallel;
        int[] rows = set.rows();
        clusters = new KMeans(set.table(), rows, parallel);
        int[] nearest = clusters.nearest(prototypes);
        int[] counts = new int[prototypes.length / set.table().dimension()];
        Arrays.stream(nearest).forEach(prototype -> counts[prototype]++);
        members = new int[counts.length][];
        Arrays.setAll(members, prototype -> new int[counts[prototype]]);
        for (int i = rows.length - 1; i >= 0; i--) {
            members[nearest[i]][--counts[nearest[i]]] = rows[i];
            prototypesOf
                    .computeIfAbsent(set.imageOf(rows[i]), image -> new BitSet())
                    .set(nearest[i]);
        }
    }

    /** The prototypes that stand for embeddings of an image. */
    BitSet of(int image) {
        return prototypesOf.getOrDefault(image, new BitSet());
    }

    /** What becomes of them without it. */
    EmbeddingTable without(int image) {
        int dimension = set.table().dimension();
        int[][] others = of(image).stream()
                .mapToObj(prototype -> Arrays.stream(members[prototype])
                        .filter(row -> set.imageOf(row) != image)
                        .toArray())
                .filter(rows -> rows.length > 0)
                .toArray(int[][]::new);
        float[] means = new float[others.length * dimension];
        IntStream.range(0, others.length).forEach(i -> clusters.mean(others[i], means, i * dimension));
        if (others.length == 0) {
            return set.table().copy(new int[0]);
        }
        EmbeddingTable table = EmbeddingTable.of(means, dimension);
        return metric == Metric.COSINE ? new UnitLength().apply(table, parallel) : table;
    }
}
