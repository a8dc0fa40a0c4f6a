package org.patchbank.scoring.drift;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/** Fisher's exact test, two-sided: whether two shares are the same. */
final class ShareTest {
    /** Counts as equally probable, whatever rounding makes of it. */
    private static final double ROUNDING = 1 + 1e-7;

    private ShareTest() {}

    /** The probability, where the shares are the same, of a split that is as improbable as the one that was found. */
    static double pValue(int found, int of, int otherFound, int other) {
        HypergeometricDistribution split = HypergeometricDistribution.of(of + other, found + otherFound, of);
        double seen = split.probability(found) * ROUNDING;
        double sum = 0;
        for (int k = split.getSupportLowerBound(); k <= split.getSupportUpperBound(); k++) {
            double probability = split.probability(k);
            sum += probability <= seen ? probability : 0;
        }
        return Math.min(1, sum);
    }
}
