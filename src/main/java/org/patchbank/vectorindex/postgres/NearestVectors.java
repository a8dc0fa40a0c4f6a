package org.patchbank.vectorindex.postgres;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.patchbank.vectorindex.Neighbor;

/** The k rows nearest to one query, of those offered. */
final class NearestVectors {
    /** Values after which a row that is too far already is given up. */
    private static final int STRIDE = 32;

    private static final Comparator<Candidate> NEAREST_FIRST =
            Comparator.comparingDouble(Candidate::squared).thenComparingLong(Candidate::id);

    private final float[] query;
    private final int k;
    private final PriorityQueue<Candidate> farthestFirst = new PriorityQueue<>(NEAREST_FIRST.reversed());
    private double farthest = Double.POSITIVE_INFINITY;

    private record Candidate(long id, double squared, Supplier<Map<String, Object>> metadata) {}

    public NearestVectors(float[] query, int k) {
        this.query = query;
        this.k = k;
    }

    /**
     * @param vectors hold the row's values from {@code offset} on
     * @param metadata asked for only if the row is among the nearest in the end
     */
    public void offer(long id, float[] vectors, int offset, Supplier<Map<String, Object>> metadata) {
        double squared = squared(vectors, offset);
        if (squared > farthest) {
            return;
        }
        add(new Candidate(id, squared, metadata));
    }

    /** Takes what another search for the same query found among other rows into account. */
    void addAll(NearestVectors others) {
        others.farthestFirst.forEach(this::add);
    }

    private void add(Candidate candidate) {
        if (farthestFirst.size() == k) {
            if (NEAREST_FIRST.compare(candidate, farthestFirst.peek()) >= 0) {
                return;
            }
            farthestFirst.poll();
        }
        farthestFirst.add(candidate);
        if (farthestFirst.size() == k) {
            farthest = farthestFirst.peek().squared();
        }
    }

    List<Neighbor> ascending() {
        return farthestFirst.stream()
                .sorted(NEAREST_FIRST)
                .map(found -> new Neighbor(
                        found.id(), Math.sqrt(found.squared()), found.metadata().get()))
                .toList();
    }

    /** The squared distance, or as much of it as already exceeds that of the farthest of the nearest. Sums only grow, so none is missed. */
    private double squared(float[] vectors, int offset) {
        double sum = 0;
        int from = 0;
        while (from < query.length && sum <= farthest) {
            int to = Math.min(query.length, from + STRIDE);
            sum += squared(vectors, offset, from, to);
            from = to;
        }
        return sum;
    }

    private double squared(float[] vectors, int offset, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            double first = (double) query[i] - vectors[offset + i];
            double second = (double) query[i + 1] - vectors[offset + i + 1];
            double third = (double) query[i + 2] - vectors[offset + i + 2];
            double fourth = (double) query[i + 3] - vectors[offset + i + 3];
            a += first * first;
            b += second * second;
            c += third * third;
            d += fourth * fourth;
        }
        for (; i < to; i++) {
            double rest = (double) query[i] - vectors[offset + i];
            a += rest * rest;
        }
        return (a + b) + (c + d);
    }
}
