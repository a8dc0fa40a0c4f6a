package org.patchbank.inspection.shadow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** How often two scores of the same inspections fall into each pair of bins; a score is a share of its reject limit. */
public final class Histograms {
    /** Of a bin. */
    public static final double WIDTH = 0.02;

    /** Bins, and one more for all above. */
    public static final int BINS = 100;

    private final long[][] counts = new long[BINS + 1][BINS + 1];

    /** @param inForce the bin of the one score, from 0; @param beside that of the other */
    void add(int inForce, int beside, long inspections) {
        counts[inForce][beside] += inspections;
    }

    List<Long> inForce() {
        return list(inForceTotals());
    }

    List<Long> beside() {
        return list(besideTotals());
    }

    private long[] inForceTotals() {
        return Arrays.stream(counts).mapToLong(row -> Arrays.stream(row).sum()).toArray();
    }

    private long[] besideTotals() {
        long[] totals = new long[BINS + 1];
        for (long[] row : counts) {
            Arrays.setAll(totals, bin -> totals[bin] + row[bin]);
        }
        return totals;
    }

    private static List<Long> list(long[] totals) {
        List<Long> list = new ArrayList<>(totals.length);
        Arrays.stream(totals).forEach(list::add);
        return list;
    }

    /** Spearman's rank correlation; those of one bin share their mean rank. Empty where either score is always in one bin. */
    OptionalDouble rankCorrelation() {
        long[] first = inForceTotals();
        long[] second = besideTotals();
        double[] firstRanks = ranks(first);
        double[] secondRanks = ranks(second);
        double covariance = 0;
        for (int i = 0; i <= BINS; i++) {
            for (int j = 0; j <= BINS; j++) {
                covariance += counts[i][j] * firstRanks[i] * secondRanks[j];
            }
        }
        double spread = Math.sqrt(variance(first, firstRanks) * variance(second, secondRanks));
        return spread > 0 ? OptionalDouble.of(covariance / spread) : OptionalDouble.empty();
    }

    /** Mean ranks of the bins, from the middle of all. */
    private static double[] ranks(long[] totals) {
        double middle = Arrays.stream(totals).sum() / 2.0;
        double[] ranks = new double[totals.length];
        long below = 0;
        for (int bin = 0; bin < totals.length; bin++) {
            ranks[bin] = below + totals[bin] / 2.0 - middle;
            below += totals[bin];
        }
        return ranks;
    }

    private static double variance(long[] totals, double[] ranks) {
        double sum = 0;
        for (int bin = 0; bin < totals.length; bin++) {
            sum += totals[bin] * ranks[bin] * ranks[bin];
        }
        return sum;
    }
}
