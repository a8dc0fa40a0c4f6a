package org.patchbank.scoring.drift;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Finds where in a sequence something changed, whatever it was: of all places t to cut n values, the one where the empirical distribution
 * functions of both parts lie farthest apart, sqrt(t (n - t) / n) sup |F(before t) - F(from t)| (Carlstein, Annals of Statistics 16, 1988).
 * What came before the sequence, the reference, counts as its beginning, so that a sequence which never was as the reference is
 * changed at its first value. A slow change shows somewhere in its middle.
 */
public final class ChangePoint {
    /** Fewer values after a cut would make it by chance. */
    static final int FEWEST_AFTER = 10;

    /** More of the reference would not move the cut. */
    static final int MOST_REFERENCES = 500;

    private ChangePoint() {}

    /**
     * @param reference in any order, at least one value
     * @param sequence in the order of time, at least {@value #FEWEST_AFTER} values
     * @return the place of the first value after the change, 0 where all of the sequence lies after it
     */
    public static int find(double[] reference, double[] sequence) {
        double[] before = DriftSamples.thinned(DriftSamples.sorted(reference), MOST_REFERENCES);
        int n = before.length + sequence.length;
        double[] all = IntStream.range(0, n)
                .mapToDouble(i -> i < before.length ? before[i] : sequence[i - before.length])
                .toArray();
        int[] byValue = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> all[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        boolean[] tied = new boolean[n];
        for (int i = 0; i + 1 < n; i++) {
            tied[i] = all[byValue[i]] == all[byValue[i + 1]];
        }
        int best = before.length;
        double largest = -1;
        for (int cut = before.length; cut <= n - FEWEST_AFTER; cut++) {
            double apart = Math.sqrt((double) cut * (n - cut) / n) * distance(byValue, tied, cut);
            if (apart > largest) {
                largest = apart;
                best = cut;
            }
        }
        return best - before.length;
    }

    /** @param tied whether the next one has the same value */
    private static double distance(int[] byValue, boolean[] tied, int cut) {
        double before = 1.0 / cut;
        double after = 1.0 / (byValue.length - cut);
        double apart = 0;
        double largest = 0;
        for (int i = 0; i < byValue.length; i++) {
            apart += byValue[i] < cut ? before : -after;
            largest = tied[i] ? largest : Math.max(largest, Math.abs(apart));
        }
        return largest;
    }
}
