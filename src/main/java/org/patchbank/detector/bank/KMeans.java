package org.patchbank.detector.bank;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;
import org.patchbank.detector.search.NearestSearch;
import org.patchbank.detector.search.Neighbours;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/**
 * Prototypes by k-means: Lloyd's iterations (Lloyd 1982) from seeds drawn as k-means++ does (Arthur and Vassilvitskii 2007), each
 * with a chance proportional to its squared distance to the seeds before it. Seeds are drawn in rounds, each half as many as there
 * are already, so that many prototypes need few passes (k-means||, Bahmani et al. 2012). The nearest prototypes are found by
 * {@link NearestSearch}, exactly.
 *
 * <p>The same rows and seed give the same prototypes, whatever the number of threads.
 */
public final class KMeans {
    /** Iterations at most. */
    static final int ITERATIONS = 8;

    private static final double ENOUGH = 1e-3;
    private static final int ROWS_AT_ONCE = 4096;
    private static final int ROWS_COMPARED = 128;
    private static final long FEW_PAIRS = 4_000_000;

    private final EmbeddingTable table;
    private final int[] rows;
    private final Parallel parallel;
    private final float[] squared;
    private final int[] nearest;

    /** @param rows of the table to cluster, at least one */
    public KMeans(EmbeddingTable table, int[] rows, Parallel parallel) {
        this.table = table;
        this.rows = rows;
        this.parallel = parallel;
        squared = new float[rows.length];
        nearest = new int[rows.length];
    }

    /**
     * Prototypes and the rows they stand for.
     *
     * @param vectors [prototypes, dimension], each the mean of its members
     * @param members for each prototype its rows of the table, ascending, at least one
     * @param origins for each prototype the member that is nearest to it
     */
    public record Prototypes(float[] vectors, int[][] members, int[] origins) {}

    /**
     * @param count how many; fewer are found if fewer rows differ
     * @param progress told the share of the work that is done now and then; may throw to end it
     */
    public Prototypes run(int count, long seed, DoubleConsumer progress) {
        float[] centres = seeds(Math.min(count, rows.length), new Random(seed), progress);
        double before = Double.MAX_VALUE;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            assign(centres);
            double error = error();
            int[][] members = members(centres.length / table.dimension());
            centres = means(members);
            progress.accept((1.0 + iteration) / (ITERATIONS + 1));
            if (before - error <= ENOUGH * before || iteration == ITERATIONS - 1) {
                return prototypes(centres, members);
            }
            before = error;
        }
        throw new AssertionError("unreachable");
    }

    /** For each row, in the order given, the number of its nearest prototype, ties to the lower. */
    public int[] nearest(float[] prototypes) {
        assign(prototypes);
        return nearest.clone();
    }

    private float[] seeds(int count, Random random, DoubleConsumer progress) {
        int[] chosen = new int[count];
        chosen[0] = random.nextInt(rows.length);
        int from = 0;
        int to = 1;
        Arrays.fill(squared, Float.MAX_VALUE);
        while (to < count) {
            lower(chosen, from, to);
            from = to;
            to = draw(chosen, to, Math.min(count - to, Math.max(1, to / 2)), random);
            if (to == from) {
                break;
            }
            progress.accept((double) to / count / (ITERATIONS + 1));
        }
        return copy(Arrays.stream(chosen, 0, to).map(position -> rows[position]).toArray());
    }

    /** Lowers the rows' distances by those to the newest seeds. */
    private void lower(int[] chosen, int from, int to) {
        float[] before = squared.clone();
        assign(copy(
                Arrays.stream(chosen, from, to).map(position -> rows[position]).toArray()));
        for (int i = 0; i < squared.length; i++) {
            squared[i] = Math.min(squared[i], before[i]);
        }
    }

    /** Draws seeds that differ from those before and from each other; returns how many there are then. */
    private int draw(int[] chosen, int from, int wanted, Random random) {
        double[] sums = new double[squared.length];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += squared[i];
            sums[i] = sum;
        }
        int to = from;
        boolean[] taken = new boolean[squared.length];
        for (int tries = 0; sum > 0 && to < from + wanted && tries < 4 * wanted; tries++) {
            int found = Arrays.binarySearch(sums, random.nextDouble() * sum);
            int position = found >= 0 ? found : -found - 1;
            while (position < sums.length && squared[position] == 0) {
                position++;
            }
            if (position < sums.length && !taken[position]) {
                taken[position] = true;
                chosen[to++] = position;
            }
        }
        return to;
    }

    /** Finds for every row its nearest centre and the squared distance. */
    private void assign(float[] centres) {
        int count = centres.length / table.dimension();
        if ((long) count * rows.length <= FEW_PAIRS) {
            assignByComparison(centres, count);
            return;
        }
        NearestSearch search = new NearestSearch(EmbeddingTable.of(centres, table.dimension()), parallel);
        for (int from = 0; from < rows.length; from += ROWS_AT_ONCE) {
            int to = Math.min(rows.length, from + ROWS_AT_ONCE);
            Neighbours found =
                    search.nearest(EmbeddingTable.of(copy(Arrays.copyOfRange(rows, from, to)), table.dimension()), 1);
            for (int i = from; i < to; i++) {
                nearest[i] = found.row(i - from, 0);
                squared[i] = found.squaredDistance(i - from, 0);
            }
        }
    }

    /** For so few pairs that a search would take longer to prepare. */
    private void assignByComparison(float[] centres, int count) {
        int dimension = table.dimension();
        Kernel kernel = Kernels.best();
        parallel.forEach((rows.length + ROWS_COMPARED - 1) / ROWS_COMPARED, task -> {
            float[] scratch = new float[Kernel.SCRATCH];
            EmbeddingTable.Row row = table.row();
            for (int i = task * ROWS_COMPARED; i < Math.min(rows.length, (task + 1) * ROWS_COMPARED); i++) {
                squared[i] = Float.POSITIVE_INFINITY;
                row.at(rows[i]);
                for (int c = 0; c < count; c++) {
                    float distance = kernel.squaredDistance(
                            row.values(), row.offset(), centres, c * dimension, dimension, scratch);
                    if (distance < squared[i]) {
                        squared[i] = distance;
                        nearest[i] = c;
                    }
                }
            }
        });
    }

    private double error() {
        double sum = 0;
        for (float distance : squared) {
            sum += distance;
        }
        return sum;
    }

    /** For each centre that has any its rows, ascending. */
    private int[][] members(int centres) {
        int[] counts = new int[centres];
        for (int centre : nearest) {
            counts[centre]++;
        }
        int[][] members = new int[centres][];
        Arrays.setAll(members, centre -> new int[counts[centre]]);
        for (int i = rows.length - 1; i >= 0; i--) {
            members[nearest[i]][--counts[nearest[i]]] = rows[i];
        }
        return Arrays.stream(members).filter(own -> own.length > 0).toArray(int[][]::new);
    }

    private float[] means(int[][] members) {
        int dimension = table.dimension();
        float[] means = new float[members.length * dimension];
        parallel.forEach(members.length, c -> mean(members[c], means, c * dimension));
        return means;
    }

    /** The mean of rows of the table, summed in their order. */
    public void mean(int[] members, float[] target, int offset) {
        double[] sum = new double[table.dimension()];
        EmbeddingTable.Row source = table.row();
        for (int row : members) {
            float[] block = source.at(row).values();
            int at = source.offset();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += block[at + i];
            }
        }
        for (int i = 0; i < sum.length; i++) {
            target[offset + i] = (float) (sum[i] / members.length);
        }
    }

    private Prototypes prototypes(float[] centres, int[][] members) {
        int[] origins = new int[members.length];
        parallel.forEach(members.length, c -> origins[c] = nearestMember(members[c], centres, c * table.dimension()));
        return new Prototypes(centres, members, origins);
    }

    private int nearestMember(int[] members, float[] centres, int offset) {
        int best = members[0];
        double least = Double.MAX_VALUE;
        EmbeddingTable.Row source = table.row();
        for (int row : members) {
            float[] block = source.at(row).values();
            int at = source.offset();
            double sum = 0;
            for (int i = 0; i < table.dimension(); i++) {
                double difference = (double) block[at + i] - centres[offset + i];
                sum += difference * difference;
            }
            if (sum < least) {
                least = sum;
                best = row;
            }
        }
        return best;
    }

    private float[] copy(int[] wanted) {
        float[] copy = new float[Math.multiplyExact(wanted.length, table.dimension())];
        IntStream.range(0, wanted.length).forEach(i -> table.copyRow(wanted[i], copy, i * table.dimension()));
        return copy;
    }
}
