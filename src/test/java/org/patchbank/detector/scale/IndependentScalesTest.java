package org.patchbank.detector.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.patchbank.detector.Detector;
import org.patchbank.detector.DetectorModel;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.PatchScores;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.scale.CommonScale.Kind;
import org.patchbank.patch.PatchMask;

class IndependentScalesTest {
    private static final float[] FINE = {0.5f, 0.35355338f, 0.5f, 0.7905694f, 0.5f, 0.35355338f};
    private static final float[] COARSE = {0.8660254f, 0.4330127f, 1.6583124f, 0.8291562f, 2.236068f, 1.2990381f};
    /** Shift and unit: 0.5 and 2 for the fine layer, 0.25 and 0.5 for the coarse one. */
    private static final Map<String, float[]> SCALES = Map.of("common-scale", new float[] {0.5f, 2, 0.25f, 0.5f});

    @Test
    void mean_maximum_and_weighted_mean_are_of_scores_on_the_common_scale() {
        assertThat(scores(ScaleCombination.of(ScaleCombination.Rule.MEAN)))
                .containsExactly(
                        new float[] {0.6160254f, 0.14640105f, 1.4083124f, 0.65179855f, 1.986068f, 1.0124265f},
                        within(1e-5f));
        assertThat(scores(ScaleCombination.of(ScaleCombination.Rule.MAX)))
                .containsExactly(
                        new float[] {1.2320508f, 0.3660254f, 2.8166248f, 1.1583124f, 3.9721360f, 2.0980762f},
                        within(1e-5f));
        assertThat(scores(new ScaleCombination(ScaleCombination.Rule.WEIGHTED, List.of(1.0, 3.0))))
                .containsExactly(
                        new float[] {0.9240381f, 0.2562132f, 2.1124686f, 0.9050555f, 2.9791020f, 1.5552513f},
                        within(1e-5f));
    }

    @Test
    void the_largest_score_is_told() {
        IndependentScales model = model(ScaleCombination.of(ScaleCombination.Rule.MAX));
        List<Double> told = new ArrayList<>();
        PatchScores scores = model.open(fixed(model)).score(ScaleSets.judged(), told::add);
        assertThat(told).containsExactly((double) scores.scores()[4]);
        assertThat(scores.nearest()).isEmpty();
    }

    @Test
    void patches_outside_the_region_get_no_score() {
        BitSet inside = new BitSet();
        inside.set(1, 3);
        IndependentScales model = model(ScaleCombination.of(ScaleCombination.Rule.MEAN));
        PatchScores scores = model.open(fixed(model)).score(ScaleSets.judged().of(0, PatchMask.of(inside)));
        assertThat(scores.scores()).containsExactly(new float[] {0, 0.14640105f, 1.4083124f, 0, 0, 0}, within(1e-5f));
    }

    @Test
    void unseen_scores_are_those_of_each_layer_combined_on_the_learned_scale() {
        TrainingSet set = ScaleSets.good(6);
        IndependentScales model = model(ScaleCombination.of(ScaleCombination.Rule.MEAN));
        DetectorState state = model.fit(set, FitMonitor.SILENT);
        float[] scales = state.numbers("common-scale");
        assertThat(scales[0]).isZero();
        assertThat(scales[1]).isPositive();

        Map<Integer, float[]> fine = unseen(ScaleSets.nearest(), set.slice(ScaleSets.SEGMENTS.get(0)));
        Map<Integer, float[]> coarse = unseen(ScaleSets.nearest(), set.slice(ScaleSets.SEGMENTS.get(1)));
        Map<Integer, float[]> both = new TreeMap<>();
        model.scoreUnseen(
                set,
                state,
                3,
                FitMonitor.SILENT,
                (image, views) -> both.put(image, views.get(0).scores()));
        assertThat(both).hasSize(6);
        both.forEach((image, scores) -> {
            for (int patch = 0; patch < scores.length; patch++) {
                float expected = (fine.get(image)[patch] / scales[1] + coarse.get(image)[patch] / scales[3]) / 2;
                assertThat(scores[patch]).isCloseTo(expected, within(1e-5f));
            }
        });
    }

    @Test
    void one_layer_and_weights_for_other_layers_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IndependentScales(
                        ScaleSets.nearest(),
                        ScaleSets.SEGMENTS.subList(0, 1),
                        ScaleCombination.of(ScaleCombination.Rule.MEAN),
                        Kind.QUANTILE,
                        0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model(new ScaleCombination(ScaleCombination.Rule.WEIGHTED, List.of(1.0))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScaleCombination(ScaleCombination.Rule.WEIGHTED, List.of(0.0, 0.0)));
    }

    @Test
    void scales_follow_from_good_scores() {
        // numpy.quantile(s, 0.99), s.mean(), s.std()
        float[] good = {3, 1, 2, 5, 4, 8, 9, 2.5f};
        assertThat(Kind.QUANTILE.of(good.clone())).isEqualTo(new CommonScale(0, 8.93f));
        CommonScale standard = Kind.STANDARDISED.of(good.clone());
        assertThat(standard.shift()).isCloseTo(4.3125f, within(1e-5f));
        assertThat(standard.unit()).isCloseTo(2.6802227f, within(1e-5f));
        assertThat(Kind.QUANTILE.of(new float[] {0, 0}).apply(3)).isEqualTo(3);
    }

    private static float[] scores(ScaleCombination combination) {
        IndependentScales model = model(combination);
        DetectorState state = fixed(model);
        Detector fine = ScaleSets.nearest().open(state.part("fine"));
        assertThat(fine.score(ScaleSets.judged().slice(ScaleSets.SEGMENTS.get(0)))
                        .scores())
                .containsExactly(FINE, within(1e-5f));
        Detector coarse = ScaleSets.nearest().open(state.part("coarse"));
        assertThat(coarse.score(ScaleSets.judged().slice(ScaleSets.SEGMENTS.get(1)))
                        .scores())
                .containsExactly(COARSE, within(1e-5f));
        return model.open(state).score(ScaleSets.judged()).scores();
    }

    private static DetectorState fixed(DetectorModel model) {
        return model.fit(ScaleSets.good(4), FitMonitor.SILENT).withNumbers(SCALES);
    }

    private static IndependentScales model(ScaleCombination combination) {
        return new IndependentScales(ScaleSets.nearest(), ScaleSets.SEGMENTS, combination, Kind.QUANTILE, 0);
    }

    private static Map<Integer, float[]> unseen(DetectorModel model, TrainingSet set) {
        Map<Integer, float[]> scores = new TreeMap<>();
        model.scoreUnseen(
                set,
                model.fit(set, FitMonitor.SILENT),
                3,
                FitMonitor.SILENT,
                (image, views) -> scores.put(image, views.get(0).scores()));
        return scores;
    }
}
