package org.patchbank.detector.search;

/** The nearest rows of many queries: distances (Euclidean, root taken) ascending, ties by row. */
public final class Neighbours {
    private final NearestRows nearest;
    private final int queries;
    private final int k;

    public Neighbours(NearestRows nearest, int queries, int k) {
        this.nearest = nearest;
        this.queries = queries;
        this.k = k;
    }

    public int queries() {
        return queries;
    }

    public int k() {
        return k;
    }

    public float distance(int query, int rank) {
        return (float) Math.sqrt(nearest.distance(query, rank));
    }

    /** The square of the Euclidean distance. */
    public float squaredDistance(int query, int rank) {
        return nearest.distance(query, rank);
    }

    public int row(int query, int rank) {
        return nearest.row(query, rank);
    }

    /** The mean distance of a query's neighbours, as the metric of the search gives it. */
    public float meanDistance(int query) {
        return nearest.meanDistance(query);
    }
}
