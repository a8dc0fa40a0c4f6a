package org.patchbank.scoring.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.patchbank.patch.PatchGrid;

class AnomalyMapRendererTest {
    private final AnomalyMapRenderer renderer = new AnomalyMapRenderer();

    @Test
    void map_equals_the_three_steps_one_after_the_other() {
        assertMatchesSteps(new PatchGrid(28, 28), 224, 494, 361);
        assertMatchesSteps(new PatchGrid(28, 28), 224, 100, 333);
        assertMatchesSteps(new PatchGrid(14, 14), 112, 224, 224);
        assertMatchesSteps(new PatchGrid(32, 24), 256, 61, 400);
    }

    @Test
    void tiny_grids_and_images_are_rendered() {
        assertMatchesSteps(new PatchGrid(1, 1), 32, 3, 1);
        assertMatchesSteps(new PatchGrid(2, 1), 8, 5, 7);
    }

    @Test
    void even_scores_give_an_even_map() {
        float[] scores = new float[28 * 28];
        Arrays.fill(scores, 3.5f);

        for (float value :
                renderer.render(new PatchGrid(28, 28), scores, 224, 321, 123).values()) {
            assertThat(value).isCloseTo(3.5f, within(1e-5f));
        }
    }

    @Test
    void tiles_of_an_oblong_image_are_smoothed_along_both_axes_alike() {
        PatchGrid grid = new PatchGrid(6, 12);
        float[] peak = new float[grid.size()];
        peak[3 * 12 + 6] = 1;

        MapRows map = renderer.rows(grid, peak, MapLayout.tiled(96, 48, 32), 192, 96);
        AnomalyMap drawn = AnomalyMap.of(map);

        // The middle of the cell lies at (104, 56): as far right as down, the map must fall alike.
        for (int step = 0; step < 20; step++) {
            assertThat(drawn.at(104 + step, 56)).isCloseTo(drawn.at(104, 56 + step), within(1e-6f));
        }
        assertThat(drawn.at(104, 56)).isEqualTo(map.largest()).isGreaterThan(0.8f);
    }

    @Test
    void region_of_interest_is_blank_outside_and_even_scores_stay_even_at_its_border() {
        PatchGrid grid = new PatchGrid(4, 4);
        float[] scores = new float[16];
        Arrays.fill(scores, 100);
        BitSet left = new BitSet();
        for (int patch = 0; patch < 16; patch++) {
            if (patch % 4 < 2) {
                left.set(patch);
                scores[patch] = 2.5f;
            }
        }
        BitSet pixels = new BitSet();
        pixels.set(0, 20);

        AnomalyMap map =
                AnomalyMap.of(renderer.rows(grid, scores, left::get, y -> pixels, MapLayout.square(32), 40, 40));

        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 40; x++) {
                assertThat(map.at(x, y)).isCloseTo(x < 20 ? 2.5f : 0, within(1e-5f));
            }
        }
    }

    @Test
    void blank_is_below_negative_scores() {
        float[] scores = {-3, -1};

        AnomalyMap map = AnomalyMap.of(renderer.rows(
                new PatchGrid(1, 2),
                scores,
                patch -> patch == 0,
                y -> BitSet.valueOf(new long[] {1}),
                MapLayout.square(2),
                2,
                1));

        assertThat(map.values()).containsExactly(-3, -3);
    }

    @Test
    void scores_of_another_grid_are_refused() {
        assertThatThrownBy(() -> renderer.render(new PatchGrid(2, 2), new float[5], 8, 8, 8))
                .hasMessageContaining("5 scores");
    }

    private void assertMatchesSteps(PatchGrid grid, int inputSize, int width, int height) {
        float[] scores = new float[grid.size()];
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) random.nextDouble(10);
        }
        double[][] expected = resized(
                blurred(resized(rows(grid, scores), inputSize, inputSize), 4.0 * inputSize / 224), width, height);

        AnomalyMap map = renderer.render(grid, scores, inputSize, width, height);

        assertThat(map.width()).isEqualTo(width);
        assertThat(map.height()).isEqualTo(height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                assertThat((double) map.at(x, y)).isCloseTo(expected[y][x], within(2e-5));
            }
        }
    }

    private static double[][] rows(PatchGrid grid, float[] scores) {
        double[][] rows = new double[grid.rows()][grid.columns()];
        for (int i = 0; i < scores.length; i++) {
            rows[i / grid.columns()][i % grid.columns()] = scores[i];
        }
        return rows;
    }

    private static double[][] resized(double[][] source, int width, int height) {
        double[][] resized = new double[height][width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sy = clamp((y + 0.5) * source.length / height - 0.5, source.length);
                double sx = clamp((x + 0.5) * source[0].length / width - 0.5, source[0].length);
                int y0 = (int) sy;
                int x0 = (int) sx;
                int y1 = Math.min(y0 + 1, source.length - 1);
                int x1 = Math.min(x0 + 1, source[0].length - 1);
                double top = source[y0][x0] * (1 - sx + x0) + source[y0][x1] * (sx - x0);
                double bottom = source[y1][x0] * (1 - sx + x0) + source[y1][x1] * (sx - x0);
                resized[y][x] = top * (1 - sy + y0) + bottom * (sy - y0);
            }
        }
        return resized;
    }

    private static double clamp(double position, int size) {
        return Math.max(0, Math.min(size - 1.0, position));
    }

    /** One convolution with the two-dimensional kernel. */
    private static double[][] blurred(double[][] source, double sigma) {
        int radius = (int) (4 * sigma + 0.5);
        int size = source.length;
        double[][] blurred = new double[size][size];
        double total = 0;
        for (int dy = -radius; dy <= radius; dy++) {
            for (int dx = -radius; dx <= radius; dx++) {
                double weight = Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
                total += weight;
                for (int y = 0; y < size; y++) {
                    int sy = reflected(y + dy, size);
                    for (int x = 0; x < size; x++) {
                        blurred[y][x] += weight * source[sy][reflected(x + dx, size)];
                    }
                }
            }
        }
        for (double[] row : blurred) {
            for (int x = 0; x < size; x++) {
                row[x] /= total;
            }
        }
        return blurred;
    }

    private static int reflected(int position, int size) {
        int folded = position;
        while (folded < 0 || folded >= size) {
            folded = folded < 0 ? -folded : 2 * (size - 1) - folded;
        }
        return folded;
    }
}
