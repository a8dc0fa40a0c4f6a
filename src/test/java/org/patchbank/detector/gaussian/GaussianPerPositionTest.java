package org.patchbank.detector.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.PatchScores;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.gaussian.GaussianPerPosition.ReductionKind;
import org.patchbank.detector.linear.Covariance;
import org.patchbank.detector.linear.SampleSets;
import org.patchbank.detector.linear.Samples;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.FeatureMap;
import org.patchbank.embedding.ScaleFusion;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;
import org.patchbank.platform.Parallel;

/** Expected numbers by NumPy and SciPy of waves as 30 images of 2 x 2 patches and 5 channels. */
class GaussianPerPositionTest {
    private static final PatchGrid GRID = new PatchGrid(2, 2);
    private static final Parallel PARALLEL = new Parallel(2);
    private static final float[] VALUES = Samples.waves(120, 5);

    @AfterAll
    static void close() {
        PARALLEL.close();
    }

    private static GaussianPerPosition model(ReductionKind reduction, int channels, GaussianScore score) {
        return new GaussianPerPosition(
                new GaussianPerPosition.Settings(reduction, channels, new Covariance.Rule(0, 0.01), score),
                3,
                PARALLEL);
    }

    private static float[] first(float factor) {
        float[] values = Arrays.copyOf(VALUES, 20);
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return values;
    }

    private static float[] scores(GaussianPerPosition model, TrainingSet set) {
        DetectorState state = model.fit(set, FitMonitor.SILENT);
        return model.open(state).score(new Embeddings(GRID, 5, first(2))).scores();
    }

    @Test
    void distances_and_likelihoods_equal_those_computed_independently() {
        TrainingSet set = SampleSets.of(VALUES, GRID, 5, PatchMask.ALL);

        assertThat(scores(model(ReductionKind.NONE, 0, GaussianScore.MAHALANOBIS), set))
                .containsExactly(new float[] {3.38907818f, 5.90175761f, 5.25829828f, 3.54136665f}, within(2e-3f));
        assertThat(scores(model(ReductionKind.NONE, 0, GaussianScore.NEGATIVE_LOG_LIKELIHOOD), set))
                .containsExactly(new float[] {8.60005524f, 20.33348962f, 16.54420438f, 9.1169766f}, within(1e-2f));
    }

    /** All axes of a low rank are a rotation, which changes no distance but by the regularisation, which is the same on all. */
    @Test
    void low_rank_of_all_axes_gives_the_same_distances() {
        TrainingSet set = SampleSets.of(VALUES, GRID, 5, PatchMask.ALL);

        assertThat(scores(model(ReductionKind.LOW_RANK, 5, GaussianScore.MAHALANOBIS), set))
                .containsExactly(new float[] {3.38907818f, 5.90175761f, 5.25829828f, 3.54136665f}, within(2e-3f));
    }

    @Test
    void fewer_channels_are_drawn_by_the_seed() {
        TrainingSet set = SampleSets.of(VALUES, GRID, 5, PatchMask.ALL);
        float[] two = scores(model(ReductionKind.RANDOM_CHANNELS, 2, GaussianScore.MAHALANOBIS), set);

        assertThat(two).isEqualTo(scores(model(ReductionKind.RANDOM_CHANNELS, 2, GaussianScore.MAHALANOBIS), set));
        assertThat(two[0]).isLessThan(3.39f);
    }

    @Test
    void images_left_out_get_the_scores_of_a_model_without_them() {
        TrainingSet set = SampleSets.of(VALUES, GRID, 5, PatchMask.ALL);
        GaussianPerPosition distance = model(ReductionKind.NONE, 0, GaussianScore.MAHALANOBIS);
        GaussianPerPosition likelihood = model(ReductionKind.NONE, 0, GaussianScore.NEGATIVE_LOG_LIKELIHOOD);

        List<float[]> distances = SampleSets.unseen(distance, set, distance.fit(set, FitMonitor.SILENT));
        List<float[]> likelihoods = SampleSets.unseen(likelihood, set, likelihood.fit(set, FitMonitor.SILENT));

        assertThat(distances.get(0))
                .containsExactly(new float[] {1.68295733f, 3.61653104f, 3.35961459f, 1.79881826f}, within(1e-4f));
        assertThat(distances.get(17))
                .containsExactly(new float[] {3.53013086f, 2.97447839f, 1.60758094f, 1.52480391f}, within(1e-4f));
        assertThat(likelihoods.get(0))
                .containsExactly(new float[] {4.3125981f, 9.35742368f, 8.28414487f, 4.49720133f}, within(1e-3f));
        assertThat(likelihoods.get(17))
                .containsExactly(new float[] {8.99506634f, 7.29457718f, 4.05460027f, 4.05618614f}, within(1e-3f));
    }

    @ParameterizedTest
    @EnumSource(ReductionKind.class)
    void embeddings_in_a_file_and_other_threads_give_the_same_state_and_scores(ReductionKind reduction) {
        GaussianPerPosition model = model(reduction, 3, GaussianScore.MAHALANOBIS);
        TrainingSet inMemory = SampleSets.of(VALUES, GRID, 5, PatchMask.ALL);
        TrainingSet inFile = SampleSets.inFile(VALUES, GRID, 5);
        try (var table = inFile.table()) {
            DetectorState expected = model.fit(inMemory, FitMonitor.SILENT);
            DetectorState actual = model.fit(inFile, FitMonitor.SILENT);

            assertThat(actual.hash()).isEqualTo(expected.hash());
            assertThat(SampleSets.unseen(model, inFile, actual))
                    .usingRecursiveComparison()
                    .isEqualTo(SampleSets.unseen(model, inMemory, expected));
            assertThat(table.blocks()).isEqualTo(30);
        }
    }

    /** What an embedder gives is still the cells of layers. */
    @ParameterizedTest
    @EnumSource(ReductionKind.class)
    void embeddings_of_layers_score_as_their_values_do(ReductionKind reduction) {
        List<FeatureMap> layers = List.of(
                FeatureMap.channelsLast(20, 15, 3, Samples.waves(300, 3)),
                FeatureMap.channelsLast(10, 8, 2, Samples.waves(80, 2)));
        PatchGrid grid = new PatchGrid(20, 15);
        GaussianPerPosition model = model(reduction, 4, GaussianScore.MAHALANOBIS);
        TrainingSet set = SampleSets.of(Samples.waves(9 * 300, 5), grid, 5, PatchMask.ALL);
        DetectorState state = model.fit(set, FitMonitor.SILENT);
        Embeddings ofLayers = new ScaleFusion(3).fuse(layers);
        Embeddings ofValues =
                new Embeddings(grid, 5, new ScaleFusion(3).fuse(layers).values());

        assertThat(ofLayers.layers()).isPresent();
        assertThat(model.open(state).score(ofLayers).scores())
                .containsExactly(model.open(state).score(ofValues).scores(), within(1e-3f));
    }

    @Test
    void positions_outside_the_region_are_neither_learned_nor_scored() {
        BitSet inside = new BitSet();
        inside.set(1, 4);
        PatchMask mask = PatchMask.of(inside);
        TrainingSet set = SampleSets.of(VALUES, GRID, 5, mask);
        GaussianPerPosition model = model(ReductionKind.NONE, 0, GaussianScore.MAHALANOBIS);
        DetectorState state = model.fit(set, FitMonitor.SILENT);

        PatchScores masked = model.open(state).score(new Embeddings(GRID, 5, first(2)).of(0, mask));
        float[] whole =
                model.open(state).score(new Embeddings(GRID, 5, first(2))).scores();

        assertThat(masked.scores()[0]).isZero();
        assertThat(masked.scores()[1]).isCloseTo(5.90175761f, within(3e-3f));
        assertThat(whole[0]).as("nothing is known of it").isZero();
        assertThat(SampleSets.unseen(model, set, state).get(0)[0]).isZero();
    }

    @Test
    void ledoit_wolf_shrinkage_is_calibrated_by_folds() {
        GaussianPerPosition model = new GaussianPerPosition(
                new GaussianPerPosition.Settings(
                        ReductionKind.NONE, 0, Covariance.Rule.ledoitWolf(0), GaussianScore.MAHALANOBIS),
                3,
                PARALLEL);
        TrainingSet set = SampleSets.of(VALUES, GRID, 5, PatchMask.ALL);

        List<float[]> unseen = SampleSets.unseen(model, set, model.fit(set, FitMonitor.SILENT));

        assertThat(unseen)
                .hasSize(30)
                .allSatisfy(scores -> assertThat(scores[0]).isPositive());
    }

    @Test
    void largest_score_is_told() {
        GaussianPerPosition model = model(ReductionKind.NONE, 0, GaussianScore.MAHALANOBIS);
        DetectorState state = model.fit(SampleSets.of(VALUES, GRID, 5, PatchMask.ALL), FitMonitor.SILENT);
        double[] largest = new double[1];

        model.open(state).score(new Embeddings(GRID, 5, first(2)), value -> largest[0] = value);

        assertThat(largest[0]).isCloseTo(5.90175761, withinPercentage(0.1));
    }
}
