package org.patchbank.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbank.patch.PatchGrid;
import org.patchbank.patch.PatchMask;

/** Expected numbers were computed with NumPy 2.4 and SciPy 1.17 (mean, sort, quantile, scipy.special.softmax, std). */
class AggregationTest {
    private static final ScoredPatches SIX = new ScoredPatches(new PatchGrid(2, 3), new float[] {1, 2, 3, 4, 10, 0.5f});
    private static final List<ScoredPatches> GOOD = List.of(
            new ScoredPatches(new PatchGrid(2, 3), new float[] {1, 1.5f, 2, 2.5f, 3, 1}),
            new ScoredPatches(new PatchGrid(2, 3), new float[] {1.25f, 2, 2, 3, 4, 5}));

    @Test
    void maximum_is_the_highest_patch_and_alone_decides_early() {
        assertThat(aggregate(Aggregation.MAX, SIX)).isEqualTo(10);
        assertThat(Aggregation.MAX.largestDecides()).isTrue();
        assertThat(List.of(
                        new Mean(),
                        TopMean.ofCount(1),
                        new Quantile(1),
                        new SoftmaxMean(1),
                        new MaskMean(WeightMask.of(List.of(new float[] {1}))),
                        new AnomalousArea(0.01, true)))
                .noneMatch(Aggregation::largestDecides);
    }

    @Test
    void mean_is_over_all_patches() {
        assertThat(aggregate(new Mean(), SIX)).isCloseTo(3.4166666666666665, within(1e-9));
    }

    @Test
    void top_mean_takes_a_number_or_a_share_rounded_up() {
        assertThat(aggregate(TopMean.ofCount(2), SIX)).isEqualTo(7);
        assertThat(aggregate(TopMean.ofCount(99), SIX)).isCloseTo(3.4166666666666665, within(1e-9));
        assertThat(aggregate(TopMean.ofShare(0.01), SIX)).isEqualTo(10);
        assertThat(aggregate(TopMean.ofShare(0.3), SIX)).isEqualTo(7);
        assertThat(aggregate(TopMean.ofShare(2.0 / 6), SIX)).isEqualTo(7);
        assertThat(aggregate(TopMean.ofShare(1), SIX)).isCloseTo(3.4166666666666665, within(1e-9));
    }

    @Test
    void quantile_interpolates() {
        assertThat(aggregate(new Quantile(0.9), SIX)).isCloseTo(7, within(1e-9));
        assertThat(aggregate(new Quantile(0.5), SIX)).isCloseTo(2.5, within(1e-9));
        assertThat(aggregate(new Quantile(1), SIX)).isEqualTo(10);
    }

    @Test
    void softmax_weights_in_standard_deviations_of_good_patches() {
        assertThat(new SoftmaxMean(1).learn(GOOD)[0]).isCloseTo(1.174637946584204f, within(1e-6f));
        assertThat(aggregate(new SoftmaxMean(0.5), SIX)).isCloseTo(9.999721248792444, within(1e-6));
        assertThat(aggregate(new SoftmaxMean(1), SIX)).isCloseTo(9.93039925375567, within(1e-6));
        assertThat(aggregate(new SoftmaxMean(2), SIX)).isCloseTo(8.792987567307254, within(1e-5));
    }

    @Test
    void softmax_of_good_patches_without_spread_is_the_maximum() {
        Aggregation softmax = new SoftmaxMean(1);
        float[] learned = softmax.learn(List.of(new ScoredPatches(new PatchGrid(1, 2), new float[] {3, 3})));
        assertThat(softmax.aggregate(SIX, learned)).isEqualTo(10);
    }

    @Test
    void mask_is_averaged_over_each_patch() {
        WeightMask mask = WeightMask.of(List.of(new float[] {1, 2, 3}, new float[] {4, 5, 6}));
        PatchGrid grid = new PatchGrid(4, 2);
        double[] expected = {4 / 3.0, 8 / 3.0, 4 / 3.0, 8 / 3.0, 13 / 3.0, 17 / 3.0, 13 / 3.0, 17 / 3.0};
        assertThat(mask.over(grid)).containsExactly(expected, within(1e-9));

        ScoredPatches image = new ScoredPatches(grid, new float[] {0, 1, 2, 3, 4, 5, 6, 7});
        assertThat(aggregate(new MaskMean(mask), image)).isCloseTo(4.4523809523809526, within(1e-9));
    }

    @Test
    void mask_without_weight_inside_gives_zero() {
        WeightMask left = WeightMask.of(List.of(new float[] {1, 0, 0}));
        assertThat(aggregate(new MaskMean(left), only(SIX, 2))).isZero();
    }

    @Test
    void patches_outside_the_region_do_not_count() {
        ScoredPatches three = only(SIX, 0, 1, 5);
        assertThat(aggregate(Aggregation.MAX, three)).isEqualTo(2);
        assertThat(aggregate(new Mean(), three)).isCloseTo(3.5 / 3, within(1e-9));
        assertThat(aggregate(TopMean.ofCount(2), three)).isEqualTo(1.5);
        assertThat(aggregate(new Quantile(0.5), three)).isEqualTo(1);
        assertThat(aggregate(new MaskMean(WeightMask.of(List.of(new float[] {1, 2, 3}, new float[] {1, 1, 1}))), three))
                .isCloseTo((1 + 2 * 2 + 0.5) / 4, within(1e-9));
    }

    @Test
    void area_is_the_share_of_the_map_above_what_good_maps_exceed_rarely() {
        PatchGrid grid = new PatchGrid(28, 28);
        ScoredPatches good = new ScoredPatches(grid, constant(grid, 1));
        Aggregation area = new AnomalousArea(0.001, false);
        Aggregation largest = new AnomalousArea(0.001, true);
        float[] limit = area.learn(List.of(good, good));
        assertThat(limit[0]).isCloseTo(1, within(1e-5f));

        float[] twoSpots = constant(grid, 0);
        fill(twoSpots, grid, 2, 2, 4, 4, 2);
        fill(twoSpots, grid, 16, 16, 6, 8, 2);
        ScoredPatches bad = new ScoredPatches(grid, twoSpots);
        // A blurred step between 0 and 2 crosses 1 where the step is; only corners are rounded off.
        assertThat(area.aggregate(bad, limit)).isCloseTo((16 + 48) / 784.0, within(0.005));
        assertThat(largest.aggregate(bad, limit)).isCloseTo(48 / 784.0, within(0.003));
        assertThat(area.aggregate(new ScoredPatches(grid, constant(grid, 0.5f)), limit))
                .isZero();
    }

    @Test
    void area_counts_inside_the_region_alone() {
        PatchGrid grid = new PatchGrid(28, 28);
        float[] scores = constant(grid, 0);
        fill(scores, grid, 0, 0, 28, 14, 2);
        BitSet leftHalf = new BitSet();
        for (int patch = 0; patch < grid.size(); patch++) {
            leftHalf.set(patch, patch % 28 < 14);
        }
        ScoredPatches image = new ScoredPatches(grid, scores, PatchMask.of(leftHalf));
        assertThat(new AnomalousArea(0.001, false).aggregate(image, new float[] {0.9f}))
                .isEqualTo(1);
    }

    @Test
    void numbers_out_of_range_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TopMean.ofCount(0));
        assertThatIllegalArgumentException().isThrownBy(() -> TopMean.ofShare(1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantile(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SoftmaxMean(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new AnomalousArea(1, false));
        assertThatIllegalArgumentException().isThrownBy(() -> WeightMask.of(List.of(new float[] {0, 0})));
        assertThatIllegalArgumentException().isThrownBy(() -> WeightMask.of(List.of(new float[] {1, -1})));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WeightMask.of(List.of(new float[] {1, 1}, new float[] {1})));
    }

    private static double aggregate(Aggregation aggregation, ScoredPatches image) {
        return aggregation.aggregate(image, aggregation.learn(GOOD));
    }

    private static ScoredPatches only(ScoredPatches image, int... patches) {
        BitSet inside = new BitSet();
        Arrays.stream(patches).forEach(inside::set);
        return new ScoredPatches(image.grid(), image.scores(), PatchMask.of(inside));
    }

    private static float[] constant(PatchGrid grid, float value) {
        float[] scores = new float[grid.size()];
        Arrays.fill(scores, value);
        return scores;
    }

    private static void fill(float[] scores, PatchGrid grid, int row, int column, int rows, int columns, float value) {
        for (int y = row; y < row + rows; y++) {
            Arrays.fill(scores, y * grid.columns() + column, y * grid.columns() + column + columns, value);
        }
    }
}
