package org.patchbank.scoring.drift;

import java.util.Arrays;
import java.util.List;

/**
 * Compares windows with a reference, so that a stable process seldom warns though it is looked at again and again.
 *
 * <p>A window has moved where two things hold: a difference so large is improbable where nothing has changed, and it is large enough to
 * matter. Improbable is a p-value below the significance, and a population stability index above what that probability allows for samples
 * of these sizes. Large enough is an index of {@value #LARGE}, or of shares a difference of {@value #LARGE_SHARE}. Neither alone would do:
 * of many values every trifle is improbable, and of few the index is large by chance. The significance is for one look of one measure;
 * {@value #SIGNIFICANCE} is small because looks are many and all of them share one reference, whose chance deviations do not average out.
 *
 * <p>A window is back where the difference is no longer improbable, or small. Between the two a warning stays as it was.
 */
public final class DriftTest {
    public static final double SIGNIFICANCE = 1e-5;

    /** Fewer values tell nothing, neither of the reference nor of a window. */
    public static final int FEWEST = 30;

    static final double LARGE = 0.2;
    static final double LARGE_SHARE = 0.05;

    private static final double SMALL = LARGE / 2;
    private static final double SMALL_SHARE = LARGE_SHARE / 2;
    private static final double PROBABLE = 0.01;

    private final double significance;

    public DriftTest() {
        this(SIGNIFICANCE);
    }

    /** @param significance of one look, in (0, {@value #PROBABLE}] */
    public DriftTest(double significance) {
        if (!(significance > 0 && significance <= PROBABLE)) {
            throw new IllegalArgumentException("a significance of " + significance);
        }
        this.significance = significance;
    }

    /** @param reference in any order; @param window in any order; each at least one finite value */
    public DriftComparison numbers(double[] reference, double[] window) {
        double[] before = DriftSamples.sorted(reference);
        double[] now = DriftSamples.sorted(window);
        StabilityIndex index = new StabilityIndex(before);
        KolmogorovSmirnov test = KolmogorovSmirnov.of(before, now);
        double psi = index.of(now);
        return new DriftComparison(
                before.length,
                now.length,
                DriftSamples.quantile(before, 0.5),
                DriftSamples.quantile(now, 0.5),
                DriftSamples.deciles(before),
                DriftSamples.deciles(now),
                psi,
                test.statistic(),
                test.pValue(),
                test.pValue() < significance && psi > Math.max(LARGE, index.critical(now.length, significance)),
                test.pValue() > PROBABLE || psi < Math.max(SMALL, index.critical(now.length, PROBABLE)));
    }

    /** @param reference zeros and ones, at least one; @param window likewise */
    public DriftComparison shares(double[] reference, double[] window) {
        int before = (int) Arrays.stream(reference).sum();
        int now = (int) Arrays.stream(window).sum();
        double shareBefore = (double) before / reference.length;
        double share = (double) now / window.length;
        double difference = Math.abs(share - shareBefore);
        double pValue = ShareTest.pValue(before, reference.length, now, window.length);
        return new DriftComparison(
                reference.length,
                window.length,
                shareBefore,
                share,
                List.of(),
                List.of(),
                psi((before + 0.5) / (reference.length + 1), (now + 0.5) / (window.length + 1)),
                difference,
                pValue,
                pValue < significance && difference >= LARGE_SHARE,
                pValue > PROBABLE || difference < SMALL_SHARE);
    }

    /** Of two bins. */
    private static double psi(double before, double now) {
        return (now - before) * (Math.log(now / before) - Math.log((1 - now) / (1 - before)));
    }
}
