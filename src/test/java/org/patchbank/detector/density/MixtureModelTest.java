package org.patchbank.detector.density;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbank.detector.Detector;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.gaussian.GaussianScore;
import org.patchbank.detector.linear.SampleSets;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;
import org.patchbank.platform.Parallel;

/** How many components a mixture takes: of 40 images of 6 patches, whose groups lie apart. */
class MixtureModelTest {
    private static final float[][] CENTRES = {{0, 0}, {9, 3}, {-3, 12}};
    private static final int ROWS = 240;
    private static final Parallel PARALLEL = new Parallel(2);

    @AfterAll
    static void close() {
        PARALLEL.close();
    }

    @ParameterizedTest
    @CsvSource({"3, 1, 5, 3", "3, 1, 2, 2", "3, 4, 4, 4", "2, 1, 5, 2", "1, 1, 4, 1"})
    void components_are_as_many_as_the_groups_within_the_range(int groups, int least, int most, int found) {
        assertThat(components(fit(rows(groups), least, most))).isEqualTo(found);
    }

    /** BIC = -2 ln L + (k - 1 + k d + k d (d + 1) / 2) ln n (Schwarz 1978), with the likelihoods that each number alone scores by. */
    @Test
    void chosen_number_has_the_least_criterion_by_its_formula() {
        TrainingSet rows = rows(3);
        int least = IntStream.rangeClosed(1, 5)
                .boxed()
                .min(Comparator.comparingDouble(
                        k -> 2 * negativeLogLikelihood(rows, k) + (k - 1 + 2 * k + 3 * k) * Math.log(ROWS)))
                .orElseThrow();

        assertThat(components(fit(rows, 1, 5))).isEqualTo(least).isEqualTo(3);
    }

    private static double negativeLogLikelihood(TrainingSet rows, int k) {
        Detector mixture = model(k, k).open(fit(rows, k, k));
        double sum = 0;
        for (int block : rows.blocks()) {
            for (float score : mixture.score(rows.embeddings(block)).scores()) {
                sum += score;
            }
        }
        return sum;
    }

    private static int components(DetectorState state) {
        return state.numbers("weights").length;
    }

    private static DetectorState fit(TrainingSet rows, int least, int most) {
        return model(least, most).fit(rows, FitMonitor.SILENT);
    }

    private static MixtureModel model(int least, int most) {
        return new MixtureModel(
                new MixtureModel.Settings(least, most, 2, 1000, GaussianScore.NEGATIVE_LOG_LIKELIHOOD), 0, PARALLEL);
    }

    private static TrainingSet rows(int groups) {
        Random random = new Random(4);
        float[] rows = new float[2 * ROWS];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian() + CENTRES[i / 2 % groups][i % 2];
        }
        return SampleSets.of(rows, new PatchGrid(2, 3), 2, PatchMask.ALL);
    }
}
