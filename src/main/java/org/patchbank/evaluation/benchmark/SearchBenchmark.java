package org.patchbank.evaluation.benchmark;

import java.util.List;
import java.util.function.Consumer;
import org.patchbank.detector.metric.EmbeddingTransform;
import org.patchbank.detector.search.NearestSearch;
import org.patchbank.detector.search.Neighbours;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.djl.BruteForceNearest;
import org.patchbank.platform.Parallel;

/**
 * The exact search against one full product on ONNX Runtime, with the same threads. They take turns in spells, so that each works with
 * the caches that it has in use.
 */
final class SearchBenchmark {
    private static final int IMAGES_CHECKED = 3;
    private static final int SPELL = 50;

    /**
     * Medians over all turns. Both ways begin with embeddings as the network gives them.
     *
     * @param transformMs what the metric's change of an image's embeddings takes; a part of both ways
     * @param maxScoreError largest difference of an image's score from that of a comparison with every row in 64-bit
     * @param maxMapError the same of any patch's distance
     */
    record Figures(
            double ms,
            double bruteForceMs,
            double transformMs,
            double ratio,
            double maxScoreError,
            double maxMapError,
            int queries,
            int bank,
            int dimension) {}

    private SearchBenchmark() {}

    /**
     * @param bank [size, dimension], transformed
     * @param images one table of queries an image, all of one size; not transformed
     * @param transform of embeddings
     */
    static Figures run(
            float[] bank, List<EmbeddingTable> images, EmbeddingTransform transform, int turns, Parallel parallel) {
        int dimension = images.get(0).dimension();
        int queries = images.get(0).rows();
        EmbeddingTable rows = EmbeddingTable.of(bank, dimension);
        NearestSearch search = new NearestSearch(rows, parallel);
        double[] own = new double[turns];
        double[] bruteForce = new double[turns];
        double[] transforms = new double[turns];
        try (BruteForceNearest plain = new BruteForceNearest(bank, dimension, queries, parallel.threads())) {
            float[] distances = new float[queries];
            for (int from = -SPELL; from < turns; from += SPELL) {
                int to = Math.min(turns, from + SPELL);
                time(from, to, own, images, image -> search.nearest(transform.apply(image, parallel), 1));
                time(from, to, bruteForce, images, image -> {
                    EmbeddingTable moved = transform.apply(image, parallel);
                    plain.nearest(moved.block(0), distances);
                });
                time(from, to, transforms, images, image -> transform.apply(image, parallel));
            }
        }
        double ms = new Times(own).quantile(0.5);
        double bruteForceMs = new Times(bruteForce).quantile(0.5);
        double scoreError = 0;
        double mapError = 0;
        for (EmbeddingTable image : images.subList(0, Math.min(IMAGES_CHECKED, images.size()))) {
            EmbeddingTable moved = transform.apply(image, parallel);
            Errors errors = errors(search.nearest(moved, 1), moved, rows, parallel);
            scoreError = Math.max(scoreError, errors.score());
            mapError = Math.max(mapError, errors.map());
        }
        return new Figures(
                ms,
                bruteForceMs,
                new Times(transforms).quantile(0.5),
                bruteForceMs / ms,
                scoreError,
                mapError,
                queries,
                rows.rows(),
                dimension);
    }

    /** Turns below 0 warm up. */
    private static void time(
            int from, int to, double[] millis, List<EmbeddingTable> images, Consumer<EmbeddingTable> search) {
        for (int turn = from; turn < to; turn++) {
            EmbeddingTable image = images.get(Math.floorMod(turn, images.size()));
            long start = System.nanoTime();
            search.accept(image);
            if (turn >= 0) {
                millis[turn] = Times.millisSince(start);
            }
        }
    }

    private record Errors(double score, double map) {}

    private static Errors errors(Neighbours found, EmbeddingTable image, EmbeddingTable bank, Parallel parallel) {
        double[] exact = new double[image.rows()];
        parallel.forEach(exact.length, q -> exact[q] = nearestDistance(image, q, bank));
        double score = 0;
        double exactScore = 0;
        double map = 0;
        for (int q = 0; q < exact.length; q++) {
            score = Math.max(score, found.distance(q, 0));
            exactScore = Math.max(exactScore, exact[q]);
            map = Math.max(map, Math.abs(found.distance(q, 0) - exact[q]));
        }
        return new Errors(Math.abs(score - exactScore), map);
    }

    private static double nearestDistance(EmbeddingTable image, int query, EmbeddingTable bank) {
        float[] queries = image.block(query);
        int offset = image.offset(query);
        double nearest = Double.MAX_VALUE;
        for (int row = 0; row < bank.rows(); row++) {
            float[] rows = bank.block(row);
            int rowOffset = bank.offset(row);
            double sum = 0;
            for (int i = 0; i < bank.dimension() && sum < nearest; i++) {
                double difference = (double) queries[offset + i] - rows[rowOffset + i];
                sum += difference * difference;
            }
            nearest = Math.min(nearest, sum);
        }
        return Math.sqrt(nearest);
    }
}
