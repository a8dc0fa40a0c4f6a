package org.patchbank.vectorindex.postgres;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.patchbank.vectorindex.Neighbor;
import org.patchbank.vectorindex.VectorRow;

/** The k rows nearest to one query, of those offered. */
final class NearestRows {
    private static final Comparator<Neighbor> NEAREST_FIRST =
            Comparator.comparingDouble(Neighbor::distance).thenComparingLong(Neighbor::id);

    private final float[] query;
    private final int k;
    private final PriorityQueue<Neighbor> farthestFirst = new PriorityQueue<>(NEAREST_FIRST.reversed());

    NearestRows(float[] query, int k) {
        this.query = query;
        this.k = k;
    }

    void offer(VectorRow row) {
        Neighbor neighbor = new Neighbor(row.id(), distance(row.vector()), row.metadata());
        if (farthestFirst.size() < k) {
            farthestFirst.add(neighbor);
        } else if (NEAREST_FIRST.compare(neighbor, farthestFirst.peek()) < 0) {
            farthestFirst.poll();
            farthestFirst.add(neighbor);
        }
    }

    List<Neighbor> ascending() {
        return farthestFirst.stream().sorted(NEAREST_FIRST).toList();
    }

    private double distance(float[] vector) {
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            double difference = (double) query[i] - vector[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }
}
