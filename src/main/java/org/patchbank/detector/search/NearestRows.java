package org.patchbank.detector.search;

import java.util.Arrays;

/**
 * The k nearest rows found so far for each query, by squared distance, ties by the lower row. Threads may work on different
 * queries at once.
 */
public final class NearestRows {
    private final int k;
    private final Metric metric;
    private final float[] distances;
    private final int[] rows;

    public NearestRows(int queries, int k) {
        this(queries, k, Metric.EUCLIDEAN);
    }

    /** @param metric that mean distances are given in */
    public NearestRows(int queries, int k, Metric metric) {
        this.k = k;
        this.metric = metric;
        distances = new float[queries * k];
        rows = new int[queries * k];
        Arrays.fill(distances, Float.POSITIVE_INFINITY);
        Arrays.fill(rows, -1);
    }

    /** The squared distance that a row must not exceed to be among the k. */
    public float limit(int query) {
        return distances[query * k + k - 1];
    }

    public float distance(int query, int rank) {
        return distances[query * k + rank];
    }

    /** The mean distance of the rows found so far: never less than that of the k nearest. */
    public float meanDistance(int query) {
        double sum = 0;
        for (int rank = 0; rank < k; rank++) {
            sum += metric.ofSquared(distance(query, rank));
        }
        return (float) (sum / k);
    }

    public int row(int query, int rank) {
        return rows[query * k + rank];
    }

    public void offer(int query, float distance, int row) {
        int first = query * k;
        int last = first + k - 1;
        if (!comesBefore(distance, row, last) || contains(first, last, row)) {
            return;
        }
        int at = last;
        while (at > first && comesBefore(distance, row, at - 1)) {
            distances[at] = distances[at - 1];
            rows[at] = rows[at - 1];
            at--;
        }
        distances[at] = distance;
        rows[at] = row;
    }

    private boolean comesBefore(float distance, int row, int at) {
        return distance < distances[at] || (distance == distances[at] && (rows[at] < 0 || row < rows[at]));
    }

    private boolean contains(int first, int last, int row) {
        for (int i = first; i <= last; i++) {
            if (rows[i] == row) {
                return true;
            }
        }
        return false;
    }
}
