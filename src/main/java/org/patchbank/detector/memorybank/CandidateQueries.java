package org.patchbank.detector.memorybank;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.patchbank.detector.BankFile;
import org.patchbank.detector.kernel.Kernel;
import org.patchbank.detector.kernel.Kernels;
import org.patchbank.detector.search.Metric;
import org.patchbank.detector.search.NearestRows;
import org.patchbank.detector.search.Neighbours;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

/**
 * The search for the queries of one image in a bank that lies in a file. Rows proposed by others give each query a distance that it
 * cannot exceed; the queries that matter are then compared with every row, until no other can matter. Distances are those of {@link
 * NearestQueries}, bit for bit. Used by one thread.
 */
final class CandidateQueries {
    private static final int ROWS_AT_ONCE = 64;
    private static final int FIRST_QUERIES = 1;
    private static final int GROWTH = 4;

    private final BankFile bank;
    private final EmbeddingTable queries;
    private final int k;
    private final Metric metric;
    private final Parallel parallel;
    private final NearestRows nearest;
    private final boolean[] verified;
    private final float[] proposed;
    private final Kernel kernel = Kernels.best();

    /** @param k at most the rows of the bank */
    CandidateQueries(BankFile bank, EmbeddingTable queries, int k, Metric metric, Parallel parallel) {
        if (queries.dimension() != bank.dimension()) {
            throw new IllegalArgumentException(
                    "queries of dimension %d, bank of dimension %d".formatted(queries.dimension(), bank.dimension()));
        }
        this.bank = bank;
        this.queries = queries;
        this.k = k;
        this.metric = metric;
        this.parallel = parallel;
        nearest = new NearestRows(queries.rows(), k, metric);
        verified = new boolean[queries.rows()];
        proposed = new float[queries.rows()];
        Arrays.fill(proposed, Float.POSITIVE_INFINITY);
    }

    /** Measures proposed rows; those that are none of the bank's are passed over. */
    void take(int[][] candidates) {
        parallel.forEach((queries.rows() + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE, block -> {
            float[] row = new float[bank.stride()];
            float[] scratch = new float[Kernel.SCRATCH];
            int to = Math.min(queries.rows(), (block + 1) * ROWS_AT_ONCE);
            for (int query = block * ROWS_AT_ONCE; query < Math.min(to, candidates.length); query++) {
                for (int candidate : candidates[query]) {
                    if (candidate >= 0 && candidate < bank.rows()) {
                        bank.copy(candidate, 1, row);
                        nearest.offer(query, squaredDistance(query, row, 0, scratch), candidate);
                    }
                }
                proposed[query] = nearest.distance(query, 0);
            }
        });
    }

    /**
     * Makes the highest mean distances exact, each times the weight of its query. Queries are compared with the whole bank in falling order of
     * their bounds until the next bound is no larger than the last of the highest.
     *
     * @param weights one a query, or null for 1 each
     */
    void verifyHighest(int count, float[] weights) {
        int atOnce = FIRST_QUERIES;
        int[] batch = suspects(count, weights, atOnce);
        while (batch.length > 0) {
            verify(batch);
            atOnce *= GROWTH;
            batch = suspects(count, weights, atOnce);
        }
    }

    /** The next queries that may be among the highest; all at once of which nothing is known. */
    private int[] suspects(int count, float[] weights, int atOnce) {
        float[] exact = new float[queries.rows()];
        int known = 0;
        for (int query = 0; query < queries.rows(); query++) {
            if (verified[query]) {
                exact[known++] = bound(query, weights);
            }
        }
        Arrays.sort(exact, 0, known);
        float least = known < count ? Float.NEGATIVE_INFINITY : exact[known - count];
        Integer[] left = IntStream.range(0, queries.rows())
                .filter(query -> !verified[query] && bound(query, weights) > least)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer query) -> -bound(query, weights))
                        .thenComparing(query -> query))
                .toArray(Integer[]::new);
        int some = Math.min(left.length, Math.max(atOnce, count - known));
        while (some < left.length && Float.isInfinite(bound(left[some], weights))) {
            some++;
        }
        return Arrays.stream(left, 0, some).mapToInt(query -> query).toArray();
    }

    /** What the mean distance of a query, times its weight, cannot exceed; itself where the query is verified. */
    float bound(int query, float[] weights) {
        float mean = nearest.meanDistance(query);
        return weights == null || Float.isInfinite(mean) ? mean : mean * weights[query];
    }

    /** Compares queries with every row of the bank. */
    private void verify(int[] batch) {
        int chunks = (bank.rows() + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE;
        int tasks = Math.min(parallel.threads(), chunks);
        parallel.forEach(tasks, task -> {
            NearestRows found =
                    compare(batch, (int) ((long) task * chunks / tasks), (int) ((task + 1L) * chunks / tasks));
            synchronized (nearest) {
                for (int i = 0; i < batch.length; i++) {
                    for (int rank = 0; rank < k && found.row(i, rank) >= 0; rank++) {
                        nearest.offer(batch[i], found.distance(i, rank), found.row(i, rank));
                    }
                }
            }
        });
        for (int query : batch) {
            verified[query] = true;
        }
    }

    private NearestRows compare(int[] batch, int firstChunk, int endChunk) {
        NearestRows found = new NearestRows(batch.length, k, metric);
        float[] rows = new float[ROWS_AT_ONCE * bank.stride()];
        float[] scratch = new float[Kernel.SCRATCH];
        for (int chunk = firstChunk; chunk < endChunk; chunk++) {
            int from = chunk * ROWS_AT_ONCE;
            int count = Math.min(ROWS_AT_ONCE, bank.rows() - from);
            bank.copy(from, count, rows);
            for (int i = 0; i < batch.length; i++) {
                for (int row = 0; row < count; row++) {
                    float distance = squaredDistance(batch[i], rows, row * bank.stride(), scratch);
                    if (distance <= found.limit(i)) {
                        found.offer(i, distance, from + row);
                    }
                }
            }
        }
        return found;
    }

    private float squaredDistance(int query, float[] rows, int offset, float[] scratch) {
        return kernel.squaredDistance(
                queries.block(query), queries.offset(query), rows, offset, bank.dimension(), scratch);
    }

    /** The verified query with the largest mean distance; the first of several. */
    int farthest() {
        int farthest = -1;
        for (int query = 0; query < verified.length; query++) {
            if (verified[query] && (farthest < 0 || nearest.meanDistance(query) > nearest.meanDistance(farthest))) {
                farthest = query;
            }
        }
        return farthest;
    }

    int nearestRow(int query) {
        return nearest.row(query, 0);
    }

    int verified() {
        return (int)
                IntStream.range(0, verified.length).filter(i -> verified[i]).count();
    }

    /** How many verified queries had their nearest row proposed, or one as near. */
    int found() {
        return (int) IntStream.range(0, verified.length)
                .filter(query -> verified[query] && proposed[query] == nearest.distance(query, 0))
                .count();
    }

    int proposed() {
        return (int) IntStream.range(0, proposed.length)
                .filter(query -> !Float.isInfinite(proposed[query]))
                .count();
    }

    /** Exact for verified queries, else no nearer than what there is. */
    Neighbours neighbours() {
        return new Neighbours(nearest, queries.rows(), k);
    }
}
