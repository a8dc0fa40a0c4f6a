package org.patchbank.detector.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.PatchScores;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.scale.CoarseToFine.Focus;
import org.patchbank.detector.scale.CommonScale.Kind;
import org.patchbank.embedding.Segment;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;

/** Expected numbers were computed with NumPy on the embeddings of {@link ScaleSets}. */
class HierarchicalScalesTest {
    private static final Map<String, float[]> SCALES = Map.of("common-scale", new float[] {0.5f, 2, 0.25f, 0.5f});

    @Test
    void fine_layers_are_compared_where_the_coarse_one_is_suspicious() {
        CoarseToFine model = coarseToFine(new Focus(0.2, 0));
        DetectorState state = model.fit(ScaleSets.good(4), FitMonitor.SILENT).withNumbers(SCALES);

        // 0.2 of six patches are two: 4 and 2.
        assertThat(model.open(state).score(ScaleSets.judged()).scores())
                .containsExactly(
                        new float[] {1.2320508f, 0.3660254f, 1.4083124f, 1.1583124f, 1.9860680f, 2.0980762f},
                        within(1e-5f));
    }

    @Test
    void a_share_of_all_is_the_independent_comparison() {
        CoarseToFine model = coarseToFine(new Focus(1, 0));
        IndependentScales independent = new IndependentScales(
                ScaleSets.nearest(),
                ScaleSets.SEGMENTS,
                ScaleCombination.of(ScaleCombination.Rule.MEAN),
                Kind.QUANTILE,
                0);
        DetectorState state = model.fit(ScaleSets.good(4), FitMonitor.SILENT);
        assertThat(model.open(state).score(ScaleSets.judged()))
                .isEqualTo(independent.open(state).score(ScaleSets.judged()));
    }

    @Test
    void suspicious_patches_bring_their_neighbourhood_within_the_region() {
        PatchGrid grid = new PatchGrid(4, 5);
        float[] scores = new float[20];
        scores[6] = 9;
        scores[19] = 8;
        BitSet inside = new BitSet();
        inside.set(0, 19);
        PatchMask mask = new Focus(1 / 19.0, 1).of(new PatchScores(grid, scores, new int[0], PatchMask.of(inside)));
        BitSet expected = new BitSet();
        List.of(0, 1, 2, 5, 6, 7, 10, 11, 12).forEach(expected::set);
        assertThat(mask).isEqualTo(PatchMask.of(expected));
        assertThat(new Focus(1 / 20.0, 1).of(new PatchScores(grid, scores, new int[0])))
                .isEqualTo(PatchMask.of(expected));
    }

    @Test
    void unseen_scores_follow_the_same_rule() {
        TrainingSet set = ScaleSets.good(6);
        CoarseToFine model = coarseToFine(new Focus(0.2, 0));
        DetectorState state = model.fit(set, FitMonitor.SILENT);
        Map<Integer, PatchScores> unseen = new HashMap<>();
        model.scoreUnseen(set, state, 3, FitMonitor.SILENT, (image, views) -> unseen.put(image, views.get(0)));

        // Six images are six folds, so each image is scored by all others and on the whole set's scale.
        for (int image = 0; image < 6; image++) {
            DetectorState others = model.fit(set.without(List.of(image)), FitMonitor.SILENT)
                    .withNumbers(Map.of("common-scale", state.numbers("common-scale")));
            assertThat(unseen.get(image).scores())
                    .containsExactly(
                            model.open(others).score(set.embeddings(image)).scores(), within(1e-5f));
        }
    }

    @Test
    void patches_of_the_nearest_images_alone_are_compared() {
        TrainingSet set = ScaleSets.good(4);
        NearestImages model = new NearestImages(ScaleSets.nearest(), new Segment("all", 0, 5), 2);
        DetectorState state = model.fit(set, FitMonitor.SILENT);
        PatchScores scores = model.open(state).score(ScaleSets.judged());

        // Images 0 and 1 are nearest by their mean embeddings.
        assertThat(scores.scores())
                .containsExactly(
                        new float[] {1.1180340f, 3.0516389f, 3.2403703f, 3.1324910f, 3.1224990f, 1.6770510f},
                        within(1e-5f));
        for (int patch = 0; patch < 6; patch++) {
            assertThat(state.part("patches").bank("").image(scores.nearest()[patch]))
                    .isBetween(0, 1);
        }
    }

    @Test
    void more_nearest_images_than_there_are_is_the_whole_bank() {
        TrainingSet set = ScaleSets.good(4);
        NearestImages model = new NearestImages(ScaleSets.nearest(), new Segment("coarse", 2, 5), 50);
        PatchScores scores = model.open(model.fit(set, FitMonitor.SILENT)).score(ScaleSets.judged());
        assertThat(scores.scores())
                .containsExactly(
                        new float[] {1.1180340f, 0.5590170f, 1.9364917f, 3.1324910f, 2.7386128f, 1.6770510f},
                        within(1e-5f));
        PatchScores plain = ScaleSets.nearest()
                .open(ScaleSets.nearest().fit(set, FitMonitor.SILENT))
                .score(ScaleSets.judged());
        assertThat(scores).isEqualTo(plain);
    }

    @Test
    void nothing_in_the_region_scores_nothing() {
        PatchMask nothing = PatchMask.of(new BitSet());
        NearestImages images = new NearestImages(ScaleSets.nearest(), new Segment("all", 0, 5), 2);
        CoarseToFine patches = coarseToFine(new Focus(0.2, 1));
        assertThat(images.open(images.fit(ScaleSets.good(4), FitMonitor.SILENT))
                        .score(ScaleSets.judged().of(0, nothing))
                        .scores())
                .containsOnly(0);
        assertThat(patches.open(patches.fit(ScaleSets.good(4), FitMonitor.SILENT))
                        .score(ScaleSets.judged().of(0, nothing))
                        .scores())
                .containsOnly(0);
    }

    private static CoarseToFine coarseToFine(Focus focus) {
        return new CoarseToFine(
                ScaleSets.nearest(),
                ScaleSets.SEGMENTS,
                1,
                focus,
                ScaleCombination.of(ScaleCombination.Rule.MEAN),
                Kind.QUANTILE,
                0);
    }
}
