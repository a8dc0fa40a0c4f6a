package org.patchbank.evaluation.compare;

import java.util.List;
import java.util.Random;
import org.patchbank.evaluation.trial.JudgedImage;
import org.patchbank.evaluation.trial.TrialResult;

/**
 * Whether one detector tells good from defective images better than another on the same images: a bootstrap over images, good and
 * defective ones drawn apart, of the difference of their AUROC (Efron and Tibshirani 1993).
 */
final class PairedAuroc {
    private static final int SAMPLES = 500;
    private static final double ONE_SIDED = 0.05;

    private PairedAuroc() {}

    /** @return whether the first is better in at least 95 % of the samples */
    static boolean isBetter(TrialResult first, TrialResult second, long seed) {
        double[][] good = scores(first, second, true);
        double[][] defective = scores(first, second, false);
        Random random = new Random(seed);
        int notBetter = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            int[] drawnGood = draw(good[0].length, random);
            int[] drawnDefective = draw(defective[0].length, random);
            if (auroc(good[0], drawnGood, defective[0], drawnDefective)
                    <= auroc(good[1], drawnGood, defective[1], drawnDefective)) {
                notBetter++;
            }
        }
        return notBetter <= ONE_SIDED * SAMPLES;
    }

    private static double[][] scores(TrialResult first, TrialResult second, boolean good) {
        return new double[][] {scores(first.images(), good), scores(second.images(), good)};
    }

    private static double[] scores(List<JudgedImage> images, boolean good) {
        return images.stream()
                .filter(judged -> judged.image().isGood() == good)
                .mapToDouble(JudgedImage::score)
                .toArray();
    }

    private static int[] draw(int count, Random random) {
        return random.ints(count, 0, count).toArray();
    }

    private static double auroc(double[] good, int[] drawnGood, double[] defective, int[] drawnDefective) {
        double[] negatives =
                java.util.Arrays.stream(drawnGood).mapToDouble(i -> good[i]).toArray();
        double[] positives = java.util.Arrays.stream(drawnDefective)
                .mapToDouble(i -> defective[i])
                .toArray();
        return org.patchbank.evaluation.metrics.ImageMetrics.of(negatives, positives)
                .auroc();
    }
}
