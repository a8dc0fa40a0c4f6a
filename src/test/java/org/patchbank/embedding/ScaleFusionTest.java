package org.patchbank.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbank.patch.PatchGrid;

class ScaleFusionTest {
    @ParameterizedTest
    @CsvSource({"1, 6, 8, 3, 4", "3, 6, 8, 3, 4", "5, 7, 9, 4, 5", "3, 2, 3, 1, 1", "5, 3, 2, 1, 2", "3, 9, 9, 4, 3"})
    void fused_values_follow_the_definition(
            int neighbourhood, int height, int width, int coarseHeight, int coarseWidth) {
        FeatureMap fine = random(11, height, width, 1);
        FeatureMap coarse = random(19, coarseHeight, coarseWidth, 2);

        Embeddings fused = new ScaleFusion(neighbourhood).fuse(List.of(fine, coarse));

        assertThat(fused.grid()).isEqualTo(new PatchGrid(height, width));
        assertThat(fused.dimension()).isEqualTo(30);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float[] row = fused.row(y * width + x);
                for (int c = 0; c < 30; c++) {
                    double expected = c < 11
                            ? enlarged(fine, c, y, x, height, width, neighbourhood)
                            : enlarged(coarse, c - 11, y, x, height, width, neighbourhood);
                    assertThat((double) row[c]).isCloseTo(expected, within(1e-5));
                }
            }
        }
    }

    @Test
    void cells_beyond_the_edge_count_as_zeros() {
        FeatureMap ones = FeatureMap.channelsFirst(1, 2, 2, new float[] {9, 9, 9, 9});

        assertThat(new ScaleFusion(3).fuse(List.of(ones)).values()).containsExactly(4, 4, 4, 4);
    }

    @Test
    void channels_last_gives_the_same_embeddings() {
        FeatureMap first = random(20, 3, 4, 5);
        float[] turned = new float[20 * 12];
        float[][] cells = first.cells();
        for (int cell = 0; cell < 12; cell++) {
            System.arraycopy(cells[cell], 0, turned, cell * 20, 20);
        }

        Embeddings fused = new ScaleFusion(3).fuse(List.of(FeatureMap.channelsLast(3, 4, 20, turned)));

        assertThat(fused).isEqualTo(new ScaleFusion(3).fuse(List.of(first)));
    }

    @Test
    void infinite_and_missing_values_are_seen() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            assertThat(FeatureMap.channelsFirst(1, 1, 3, new float[] {1, bad, 2})
                            .finite())
                    .isFalse();
        }
        assertThat(FeatureMap.channelsFirst(1, 1, 3, new float[] {Float.MAX_VALUE, -0f, -Float.MAX_VALUE})
                        .finite())
                .isTrue();
    }

    @Test
    void an_even_neighbourhood_is_refused() {
        assertThatThrownBy(() -> new ScaleFusion(2)).hasMessageContaining("odd");
    }

    private static FeatureMap random(int channels, int height, int width, long seed) {
        float[] values = new float[channels * height * width];
        Random random = new Random(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return FeatureMap.channelsFirst(channels, height, width, values);
    }

    private static double enlarged(FeatureMap map, int channel, int y, int x, int rows, int columns, int side) {
        double down = Math.max(0, (y + 0.5) * map.height() / rows - 0.5);
        double along = Math.max(0, (x + 0.5) * map.width() / columns - 0.5);
        double value = 0;
        for (int dy = 0; dy < 2; dy++) {
            for (int dx = 0; dx < 2; dx++) {
                double weight = Math.abs(1 - dy - (down - (int) down)) * Math.abs(1 - dx - (along - (int) along));
                int row = Math.min((int) down + dy, map.height() - 1);
                int column = Math.min((int) along + dx, map.width() - 1);
                value += weight * average(map, channel, row, column, side);
            }
        }
        return value;
    }

    private static double average(FeatureMap map, int channel, int y, int x, int side) {
        float[][] cells = map.cells();
        double sum = 0;
        for (int row = Math.max(0, y - side / 2); row <= Math.min(map.height() - 1, y + side / 2); row++) {
            for (int column = Math.max(0, x - side / 2); column <= Math.min(map.width() - 1, x + side / 2); column++) {
                sum += cells[row * map.width() + column][channel];
            }
        }
        return sum / (side * side);
    }
}
