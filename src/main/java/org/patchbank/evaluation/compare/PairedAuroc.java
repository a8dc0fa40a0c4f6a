package org.patchbank.evaluation.compare;

import java.util.Arrays;
import java.util.Random;
import org.patchbank.evaluation.metrics.ImageMetrics;

/**
 * Whether one detector tells good from defective images better than another on the same images: a bootstrap over images, good and
 * defective ones drawn apart, of the difference of their AUROC (Efron and Tibshirani 1993). Where one could not judge all images, each draws
 * from its own.
 */
final class PairedAuroc {
    private static final int SAMPLES = 500;
    private static final double ONE_SIDED = 0.05;

    private PairedAuroc() {}

    /** @return whether the first is better in at least 95 % of the samples; never without good and defective images */
    static boolean isBetter(Candidate first, Candidate second, long seed) {
        if (!first.isJudged() || !second.isJudged()) {
            return false;
        }
        Random random = new Random(seed);
        int notBetter = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            int[] good = draw(first.good().length, random);
            int[] defective = draw(first.defective().length, random);
            int[] otherGood = same(good, second.good().length, random);
            int[] otherDefective = same(defective, second.defective().length, random);
            if (auroc(first, good, defective) <= auroc(second, otherGood, otherDefective)) {
                notBetter++;
            }
        }
        return notBetter <= ONE_SIDED * SAMPLES;
    }

    private static int[] draw(int count, Random random) {
        return random.ints(count, 0, count).toArray();
    }

    private static int[] same(int[] images, int count, Random random) {
        return images.length == count ? images : draw(count, random);
    }

    private static double auroc(Candidate candidate, int[] good, int[] defective) {
        return ImageMetrics.of(drawn(candidate.good(), good), drawn(candidate.defective(), defective))
                .auroc();
    }

    private static double[] drawn(double[] scores, int[] images) {
        return Arrays.stream(images).mapToDouble(image -> scores[image]).toArray();
    }
}
