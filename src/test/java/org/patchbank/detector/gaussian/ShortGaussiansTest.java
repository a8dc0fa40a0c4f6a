package org.patchbank.detector.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.patchbank.detector.Detector;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.Folds;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.gaussian.GaussianPerPosition.ReductionKind;
import org.patchbank.detector.linear.Covariance.Rule;
import org.patchbank.detector.linear.SampleSets;
import org.patchbank.detector.linear.Samples;
import org.patchbank.embedding.Embeddings;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;
import org.patchbank.platform.Parallel;

/** Gaussians by position on some channels, on some axes, and shrunk: the same numbers by {@link PlainGaussian}, of 30 images of 2 x 2 patches. */
class ShortGaussiansTest {
    private static final PatchGrid GRID = new PatchGrid(2, 2);
    private static final int IMAGES = 30;
    private static final int DIMENSION = 5;
    private static final Parallel PARALLEL = new Parallel(2);
    private static final float[] VALUES = stretched();
    private static final TrainingSet SET = SampleSets.of(VALUES, GRID, DIMENSION, PatchMask.ALL);

    @AfterAll
    static void close() {
        PARALLEL.close();
    }

    /** Waves that vary unlike along their channels, so that the leading axes are plain to see. */
    private static float[] stretched() {
        float[] values = Samples.waves(IMAGES * GRID.size(), DIMENSION);
        for (int i = 0; i < values.length; i++) {
            values[i] *= 1 + 2 * (i % DIMENSION);
        }
        return values;
    }

    private static GaussianPerPosition model(ReductionKind reduction, int dimensions, Rule rule, long seed) {
        return new GaussianPerPosition(
                new GaussianPerPosition.Settings(reduction, dimensions, rule, GaussianScore.MAHALANOBIS),
                seed,
                PARALLEL);
    }

    /** The first image times 2. */
    private static Embeddings judged() {
        float[] values = Arrays.copyOf(VALUES, GRID.size() * DIMENSION);
        for (int i = 0; i < values.length; i++) {
            values[i] *= 2;
        }
        return new Embeddings(GRID, DIMENSION, values);
    }

    /** [images, dimension] of a position. */
    private static double[][] rows(int position) {
        return IntStream.range(0, IMAGES)
                .mapToObj(image -> row(VALUES, image * GRID.size() + position))
                .toArray(double[][]::new);
    }

    private static double[] row(float[] values, int row) {
        return IntStream.range(0, DIMENSION)
                .mapToDouble(i -> values[row * DIMENSION + i])
                .toArray();
    }

    /** What is left of a vector along some directions. */
    private static double[] along(double[][] directions, double[] vector) {
        return Arrays.stream(directions)
                .mapToDouble(direction -> IntStream.range(0, vector.length)
                        .mapToDouble(i -> direction[i] * vector[i])
                        .sum())
                .toArray();
    }

    private static float[] expected(double[][] directions) {
        float[] expected = new float[GRID.size()];
        for (int position = 0; position < expected.length; position++) {
            double[][] kept = Arrays.stream(rows(position))
                    .map(row -> along(directions, row))
                    .toArray(double[][]::new);
            expected[position] =
                    (float) PlainGaussian.of(kept, 0.01).distance(along(directions, row(judged().values(), position)));
        }
        return expected;
    }

    @Test
    void distances_of_the_drawn_channels_are_those_of_gaussians_of_these_channels() {
        for (long seed = 0; seed < 4; seed++) {
            GaussianPerPosition model = model(ReductionKind.RANDOM_CHANNELS, 2, new Rule(0, 0.01), seed);
            DetectorState state = model.fit(SET, FitMonitor.SILENT);
            double[][] chosen = new double[2][DIMENSION];
            chosen[0][(int) state.numbers("channels")[1]] = 1;
            chosen[1][(int) state.numbers("channels")[2]] = 1;

            assertThat(chosen[0]).isNotEqualTo(chosen[1]);
            assertThat(model.open(state).score(judged()).scores()).containsExactly(expected(chosen), within(1e-3f));
        }
    }

    @Test
    void any_channel_may_be_drawn() {
        BitSet drawn = new BitSet();
        for (long seed = 0; seed < 40; seed++) {
            Reduction.channels(DIMENSION, 2, seed).numbers().values().forEach(numbers -> {
                drawn.set((int) numbers[1]);
                drawn.set((int) numbers[2]);
            });
        }

        assertThat(drawn.cardinality()).isEqualTo(DIMENSION);
    }

    @Test
    void distances_of_a_low_rank_are_those_of_gaussians_along_the_leading_axes_of_all_patches() {
        GaussianPerPosition model = model(ReductionKind.LOW_RANK, 2, new Rule(0, 0.01), 0);

        assertThat(model.open(model.fit(SET, FitMonitor.SILENT)).score(judged()).scores())
                .containsExactly(expected(leadingAxes()), within(2e-3f));
    }

    /** Two orthonormal vectors that span what the two leading axes span, by powers of the covariance. */
    private static double[][] leadingAxes() {
        double[][] all = IntStream.range(0, IMAGES * GRID.size())
                .mapToObj(row -> row(VALUES, row))
                .toArray(double[][]::new);
        double[][] covariance = PlainGaussian.of(all, 0).covariance();
        double[][] axes = {{1, 1, 1, 1, 1}, {1, -1, 1, -1, 1}};
        for (int i = 0; i < 2000; i++) {
            axes = new double[][] {along(covariance, axes[0]), along(covariance, axes[1])};
            normalise(axes[0]);
            double common = along(new double[][] {axes[0]}, axes[1])[0];
            for (int k = 0; k < DIMENSION; k++) {
                axes[1][k] -= common * axes[0][k];
            }
            normalise(axes[1]);
        }
        return axes;
    }

    private static void normalise(double[] vector) {
        double length = Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
        Arrays.setAll(vector, i -> vector[i] / length);
    }

    @Test
    void shrunk_gaussians_are_those_of_ledoit_and_wolf_at_every_position() {
        GaussianPerPosition model = model(ReductionKind.NONE, 0, Rule.ledoitWolf(0), 0);
        float[] expected = new float[GRID.size()];
        for (int position = 0; position < expected.length; position++) {
            expected[position] =
                    (float) PlainGaussian.ledoitWolf(rows(position)).distance(row(judged().values(), position));
        }

        assertThat(model.open(model.fit(SET, FitMonitor.SILENT)).score(judged()).scores())
                .containsExactly(expected, within(1e-3f));
    }

    @Test
    void images_are_calibrated_by_shrunk_gaussians_without_their_fold() {
        GaussianPerPosition model = model(ReductionKind.NONE, 0, Rule.ledoitWolf(0), 0);
        List<float[]> unseen = SampleSets.unseen(model, SET, model.fit(SET, FitMonitor.SILENT));

        assertThat(unseen).hasSize(IMAGES);
        for (List<Integer> fold : Folds.of(SET.learned(), 5)) {
            Detector without = model.open(model.fit(SET.without(fold), FitMonitor.SILENT));
            for (int image : fold) {
                assertThat(unseen.get(image))
                        .containsExactly(without.score(SET.embeddings(image)).scores(), within(1e-3f));
            }
        }
    }
}
