package org.patchbank.scoring;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;

/**
 * A limit beyond the largest of n scores: a {@link ParetoTail} over the k largest, k = 3 sqrt(n), taken to the wanted rate. The limit
 * u that they exceed is the (n - k)-th smallest score; a share of (k + 1) / (n + 1) is expected above it, distributed as Beta(k + 1, n
 * - k), as for conformal limits.
 *
 * <p>What the limit realises is stated from a parametric bootstrap with a fixed seed (docs/adr/0009). Its mean and its upper end: what
 * limits found in the same way realise where the fitted tail is the true one. Its lower end: what this limit realises where the true
 * tail differs from the fitted one as much as that differs from its own fits.
 */
final class TailThreshold {
    /** Below, a third of the scores and more would have to count as a tail. */
    static final int FEWEST = 50;

    private static final int REPLICATES = 2000;
    private static final long SEED = 1987;
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    private final int images;
    private final int count;
    private final double base;
    private final double largest;
    private final ParetoTail tail;
    private final double shareOfExceedances;

    private TailThreshold(double[] sorted, double[] exceedances, ParetoTail tail, double wanted) {
        this.images = sorted.length;
        this.count = exceedances.length;
        this.base = sorted[images - count - 1];
        this.largest = exceedances[count - 1];
        this.tail = tail;
        this.shareOfExceedances = wanted * (images + 1) / (count + 1);
    }

    /**
     * @param sorted ascending
     * @param wanted below 1 / (n + 1)
     * @return empty for fewer than {@value #FEWEST} scores, or where the largest are equal
     */
    static Optional<Threshold> of(double[] sorted, double wanted) {
        if (sorted.length < FEWEST) {
            return Optional.empty();
        }
        int count = (int) Math.ceil(3 * Math.sqrt(sorted.length));
        double base = sorted[sorted.length - count - 1];
        double[] exceedances = Arrays.stream(sorted, sorted.length - count, sorted.length)
                .map(score -> score - base)
                .toArray();
        return ParetoTail.fit(exceedances)
                .map(tail -> new TailThreshold(sorted, exceedances, tail, wanted).threshold(wanted));
    }

    private Threshold threshold(double wanted) {
        double exceedance = limit(tail, largest);
        ContinuousDistribution.Sampler above = sampler();
        Random random = new Random(SEED);
        double[] ofSuchLimits = new double[REPLICATES];
        double[] ofThisLimit = new double[REPLICATES];
        for (int i = 0; i < REPLICATES; i++) {
            double share = above.sample();
            double[] drawn = random.doubles(count)
                    .map(uniform -> tail.exceededBy(1 - uniform))
                    .sorted()
                    .toArray();
            ParetoTail fitted = ParetoTail.fit(drawn).orElse(tail);
            ofSuchLimits[i] = share * tail.shareAbove(limit(fitted, drawn[count - 1]));
            ofThisLimit[i] = share * mirrored(fitted).shareAbove(exceedance);
        }
        return new Threshold(
                base + exceedance,
                ThresholdMethod.PARETO_TAIL,
                wanted,
                Arrays.stream(ofSuchLimits).average().orElseThrow(),
                quantile(ofThisLimit, LOW),
                quantile(ofSuchLimits, HIGH),
                images,
                true);
    }

    /** As an exceedance; never below the largest, which is known to occur. */
    private double limit(ParetoTail fitted, double largestExceedance) {
        return Math.max(largestExceedance, fitted.exceededBy(shareOfExceedances));
    }

    /** The true tail that would stand to the fitted one as the fitted one stands to its replicate. */
    private ParetoTail mirrored(ParetoTail replicate) {
        return new ParetoTail(2 * tail.shape() - replicate.shape(), tail.scale() * tail.scale() / replicate.scale());
    }

    private ContinuousDistribution.Sampler sampler() {
        Random random = new Random(~SEED);
        return BetaDistribution.of(count + 1.0, images - count).createSampler(random::nextLong);
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
