package org.patchbank.evaluation.compare;

import org.patchbank.evaluation.compare.SpecComparison.Tried;
import org.patchbank.evaluation.metrics.ImageMetrics;
import org.patchbank.evaluation.trial.JudgedImage;

/**
 * What a spec is chosen by.
 *
 * @param good scores of good images, in the data set's order
 * @param defective scores of defective images, likewise
 * @param deviation of the threshold, as {@link Stability} tells it
 * @param millis of one part
 * @param bytes of the bank or the model
 */
record Candidate(String name, double[] good, double[] defective, double deviation, double millis, long bytes) {
    static Candidate of(Tried tried) {
        return new Candidate(
                tried.name(),
                scores(tried, true),
                scores(tried, false),
                tried.stability().relativeDeviation(),
                tried.result().latency().p50(),
                tried.result().state().size());
    }

    /** Whether there are both good and defective images. */
    boolean isJudged() {
        return good.length > 0 && defective.length > 0;
    }

    /** 0 where there are not both kinds of images. */
    double auroc() {
        return isJudged() ? ImageMetrics.of(good, defective).auroc() : 0;
    }

    private static double[] scores(Tried tried, boolean good) {
        return tried.result().images().stream()
                .filter(judged -> judged.image().isGood() == good)
                .mapToDouble(JudgedImage::score)
                .toArray();
    }
}
