package org.patchbank.detector;

/** The nearest rows of many queries: distances (Euclidean, root taken) ascending, ties by row. */
public final class Neighbours {
    private final int k;
    private final float[] distances;
    private final int[] rows;

    Neighbours(int queries, int k) {
        this.k = k;
        distances = new float[queries * k];
        rows = new int[queries * k];
    }

    void set(int query, int rank, float distance, int row) {
        distances[query * k + rank] = distance;
        rows[query * k + rank] = row;
    }

    public int queries() {
        return rows.length / k;
    }

    public int k() {
        return k;
    }

    public float distance(int query, int rank) {
        return distances[query * k + rank];
    }

    public int row(int query, int rank) {
        return rows[query * k + rank];
    }

    /** The mean distance of a query's neighbours. */
    public float meanDistance(int query) {
        double sum = 0;
        for (int rank = 0; rank < k; rank++) {
            sum += distance(query, rank);
        }
        return (float) (sum / k);
    }
}
