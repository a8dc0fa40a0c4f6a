package org.patchbank.image;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which source samples, with which weights, make each sample along one side: a triangle filter whose support grows with
 * the scale when it shrinks. Weights and their rounding are those of Pillow's BILINEAR for 8-bit images.
 */
final class ResizeTable {
    /** Weights are integers of this many binary places; sums of 255 times them stay inside 32 bits. */
    static final int PRECISION = 32 - 8 - 2;

    private static final int KEPT = 256;
    private static final Map<Long, ResizeTable> CACHE = new ConcurrentHashMap<>();

    private final int taps;
    private final int[] starts;
    private final int[] counts;
    private final int[] weights;
    private final float[] exact;

    private ResizeTable(int from, int to) {
        double scale = (double) from / to;
        double support = Math.max(scale, 1);
        this.taps = (int) Math.ceil(support) * 2 + 1;
        this.starts = new int[to];
        this.counts = new int[to];
        this.weights = new int[to * taps];
        this.exact = new float[to * taps];
        for (int i = 0; i < to; i++) {
            fill(i, (i + 0.5) * scale, support, from);
        }
    }

    static ResizeTable of(int from, int to) {
        if (CACHE.size() > KEPT) {
            CACHE.clear();
        }
        return CACHE.computeIfAbsent((long) from << 32 | to, key -> new ResizeTable(from, to));
    }

    private void fill(int target, double centre, double support, int from) {
        int start = Math.max(0, (int) (centre - support + 0.5));
        int count = Math.min(from, (int) (centre + support + 0.5)) - start;
        double[] triangle = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            triangle[i] = Math.max(0, 1 - Math.abs((i + start - centre + 0.5) / support));
            sum += triangle[i];
        }
        starts[target] = start;
        counts[target] = count;
        for (int i = 0; i < count; i++) {
            double weight = triangle[i] / sum;
            weights[target * taps + i] = (int) (0.5 + weight * (1 << PRECISION));
            exact[target * taps + i] = (float) weight;
        }
    }

    int size() {
        return starts.length;
    }

    /** Weights of target {@code i} lie at {@code i * taps()}. */
    int taps() {
        return taps;
    }

    int[] starts() {
        return starts;
    }

    int[] counts() {
        return counts;
    }

    int[] weights() {
        return weights;
    }

    float[] exact() {
        return exact;
    }
}
