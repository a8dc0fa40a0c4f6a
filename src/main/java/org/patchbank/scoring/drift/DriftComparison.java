package org.patchbank.scoring.drift;

import java.util.List;

/**
 * A window beside its reference.
 *
 * @param reference how many values it has
 * @param size how many values the window has
 * @param referenceMiddle median, or share where the values are 0 and 1
 * @param middle of the window, likewise
 * @param referenceDeciles its smallest value, nine deciles and largest value; none of shares
 * @param deciles of the window, likewise
 * @param psi population stability index
 * @param ks largest distance of the distribution functions; of shares, their difference
 * @param pValue of Kolmogorov and Smirnov, or Fisher's for shares: how probable so much is where nothing has moved
 * @param moved whether it is improbable and large enough to warn
 * @param back whether it is so near that a warning is over
 */
public record DriftComparison(
        int reference,
        int size,
        double referenceMiddle,
        double middle,
        List<Double> referenceDeciles,
        List<Double> deciles,
        double psi,
        double ks,
        double pValue,
        boolean moved,
        boolean back) {}
