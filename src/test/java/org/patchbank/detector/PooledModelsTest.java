package org.patchbank.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbank.detector.density.KernelDensity.Bandwidth;
import org.patchbank.detector.density.KernelDensityModel;
import org.patchbank.detector.density.MixtureModel;
import org.patchbank.detector.gaussian.GaussianScore;
import org.patchbank.detector.gaussian.PooledGaussian;
import org.patchbank.detector.hybrid.HybridModel;
import org.patchbank.detector.hybrid.TailCombination;
import org.patchbank.detector.linear.Covariance;
import org.patchbank.detector.linear.SampleSets;
import org.patchbank.detector.linear.Samples;
import org.patchbank.detector.memorybank.MemoryBankModel;
import org.patchbank.detector.search.Metric;
import org.patchbank.detector.subspace.Subspace;
import org.patchbank.embedding.Embeddings;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;
import org.patchbank.platform.Parallel;

/**
 * The models of all patches alike. Expected numbers by NumPy, SciPy 1.17 and scikit-learn 1.9 (PCA, KernelDensity) of
 * {@link Samples#skewed} as 10 images of 2 x 2 patches, judging the first image times 1.5.
 */
class PooledModelsTest {
    private static final PatchGrid GRID = new PatchGrid(2, 2);
    private static final Parallel PARALLEL = new Parallel(2);
    private static final float[] VALUES = Samples.skewed();

    @AfterAll
    static void close() {
        PARALLEL.close();
    }

    private static Subspace subspace() {
        return new Subspace(0.9, OptionalInt.empty(), PARALLEL);
    }

    private static KernelDensityModel density() {
        return new KernelDensityModel(new KernelDensityModel.Settings(2, 1000, Bandwidth.SCOTT, 1), 0, PARALLEL);
    }

    private static MixtureModel mixture(int most) {
        return new MixtureModel(
                new MixtureModel.Settings(1, most, 2, 1000, GaussianScore.NEGATIVE_LOG_LIKELIHOOD), 0, PARALLEL);
    }

    private static PooledGaussian gaussian() {
        return new PooledGaussian(Covariance.Rule.ledoitWolf(0), GaussianScore.MAHALANOBIS, PARALLEL);
    }

    private static MemoryBankModel nearest() {
        return new MemoryBankModel(new MemoryBankModel.Size(1, OptionalInt.empty()), 1, Metric.EUCLIDEAN, 0, PARALLEL);
    }

    static Stream<DetectorModel> models() {
        return Stream.of(
                gaussian(),
                mixture(3),
                density(),
                subspace(),
                new HybridModel(subspace(), nearest(), TailCombination.FISHER, 5),
                new HybridModel(gaussian(), nearest(), TailCombination.MAXIMUM, 5));
    }

    private static TrainingSet good() {
        return SampleSets.of(VALUES, GRID, 6, PatchMask.ALL);
    }

    private static Embeddings judged() {
        float[] values = java.util.Arrays.copyOf(VALUES, 24);
        for (int i = 0; i < values.length; i++) {
            values[i] *= 1.5f;
        }
        return new Embeddings(GRID, 6, values);
    }

    private static float[] scores(DetectorModel model) {
        return model.open(model.fit(good(), FitMonitor.SILENT)).score(judged()).scores();
    }

    @Test
    void residual_of_the_subspace_equals_that_of_scikit_learns_components() {
        assertThat(scores(subspace()))
                .containsExactly(new float[] {3.25835549f, 1.85354823f, 2.27427334f, 2.62452936f}, within(1e-4f));
    }

    @Test
    void subspace_leaves_out_one_axis_at_least() {
        DetectorModel all = new Subspace(0.9999999, OptionalInt.empty(), PARALLEL);
        DetectorModel one = new Subspace(0.9999999, OptionalInt.of(1), PARALLEL);

        assertThat(scores(all)[0]).isPositive();
        assertThat(scores(one)[0]).isGreaterThan(scores(all)[0]);
    }

    @Test
    void kernel_density_along_the_axes_equals_scikit_learns() {
        assertThat(scores(density()))
                .containsExactly(new float[] {2.65101566f, 2.71076311f, 3.65583057f, 4.0664112f}, within(1e-3f));
    }

    @Test
    void mixture_of_one_component_equals_scipys_gaussian() {
        assertThat(scores(mixture(1)))
                .containsExactly(new float[] {2.72076866f, 2.76668081f, 3.79789266f, 4.43359184f}, within(1e-3f));
    }

    /** Taking a fold's moments away gives what a fit to the other images gives. */
    @Test
    void images_left_out_get_the_scores_of_a_model_without_their_fold() {
        for (DetectorModel model : List.of(gaussian(), subspace(), density())) {
            TrainingSet set = good();
            List<float[]> unseen = SampleSets.unseen(model, set, model.fit(set, FitMonitor.SILENT));

            for (List<Integer> fold : Folds.of(set.learned(), 5)) {
                Detector without = model.open(model.fit(set.without(fold), FitMonitor.SILENT));
                for (int image : fold) {
                    assertThat(unseen.get(image))
                            .containsExactly(
                                    without.score(set.embeddings(image)).scores(), within(2e-3f));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void embeddings_in_a_file_give_the_same_state_and_scores(DetectorModel model) {
        TrainingSet inFile = SampleSets.inFile(VALUES, GRID, 6);
        try (var table = inFile.table()) {
            DetectorState expected = model.fit(good(), FitMonitor.SILENT);
            DetectorState actual = model.fit(inFile, FitMonitor.SILENT);

            assertThat(table.blocks()).isEqualTo(10);
            assertThat(actual.hash()).isEqualTo(expected.hash());
            assertThat(SampleSets.unseen(model, inFile, actual)).hasSize(10);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void state_opens_again_and_what_is_farther_scores_more(DetectorModel model) {
        DetectorState state = model.fit(good(), FitMonitor.SILENT);
        float[] far = judged().values().clone();
        for (int i = 0; i < far.length; i++) {
            far[i] *= 10;
        }
        double[] told = new double[1];

        float[] near = model.open(state).score(judged()).scores();
        PatchScores scores = model.open(state).score(new Embeddings(GRID, 6, far), value -> told[0] = value);

        for (int patch = 0; patch < 4; patch++) {
            assertThat(scores.scores()[patch]).isFinite().isGreaterThan(near[patch]);
        }
        assertThat(told[0]).isEqualTo(scores.largest());
    }

    @ParameterizedTest
    @MethodSource("models")
    void patches_outside_the_region_count_nowhere(DetectorModel model) {
        BitSet three = new BitSet();
        three.set(1, 4);
        PatchMask inside = PatchMask.of(three);
        float[] spoiled = VALUES.clone();
        for (int i = 0; i < spoiled.length; i++) {
            spoiled[i] = i / 6 % 4 == 0 ? 1000 : spoiled[i];
        }
        TrainingSet set = SampleSets.of(VALUES, GRID, 6, inside);
        TrainingSet same = SampleSets.of(spoiled, GRID, 6, inside);

        DetectorState state = model.fit(set, FitMonitor.SILENT);

        assertThat(model.fit(same, FitMonitor.SILENT).hash()).isEqualTo(state.hash());
        assertThat(model.open(state).score(judged().of(0, inside)).scores()[0]).isZero();
        assertThat(SampleSets.unseen(model, same, state))
                .allSatisfy(scores -> assertThat(scores[0]).isZero());
    }

    @Test
    void hybrid_calibrates_alike_with_and_without_the_scores_of_its_fit() {
        HybridModel model = new HybridModel(subspace(), nearest(), TailCombination.FISHER, 5);
        TrainingSet set = good();
        DetectorState state = model.fit(set, FitMonitor.SILENT);

        List<float[]> remembered = SampleSets.unseen(model, set, state);
        List<float[]> again = SampleSets.unseen(model, set, state);

        assertThat(again).usingRecursiveComparison().isEqualTo(remembered);
    }
}
