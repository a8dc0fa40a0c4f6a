package org.patchbank.detector.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every kernel does, against plain loops. */
abstract class KernelContract {
    private final Kernel plain = new ScalarKernel();
    private final Kernel own = kernel();
    private final Random random = new Random(7);

    abstract Kernel kernel();

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 64, 100, 384, 385})
    void squared_distance_has_the_same_bits_in_every_implementation(int length) {
        float[] a = gaussian(length + 3);
        float[] b = gaussian(length + 5);
        float[] scratch = gaussian(Kernel.SCRATCH);

        float expected = plain.squaredDistance(a, 3, b, 5, length, new float[Kernel.SCRATCH]);

        assertThat(own.squaredDistance(a, 3, b, 5, length, scratch)).isEqualTo(expected);
        assertThat(own.squaredDistance(b, 5, a, 3, length, scratch)).isEqualTo(expected);
        assertThat((double) expected).isCloseTo(squaredDistance(a, b, length), within(1e-5 * expected));
    }

    @Test
    void tile_multiplies_four_queries_with_a_panel() {
        int width = 65;
        float[] queries = gaussian(2 + 4 * 70);
        float[] panel = gaussian(1 + Kernel.PANEL * (width + 1));
        float[] expected = new float[Kernel.TILE * Kernel.PANEL];
        float[] actual = new float[Kernel.TILE * Kernel.PANEL];

        plain.tile(queries, 2, 70, width, panel, 1, expected);
        own.tile(queries, 2, 70, width, panel, 1, actual);

        assertThat(actual).containsExactly(expected, within(1e-4f));
        assertThat((double) expected[70]).isCloseTo(product(queries, 72, panel, 1, 6, width), within(1e-4));
    }

    @Test
    void strips_added_in_pieces_give_the_products_of_four_queries() {
        int width = 65;
        int stride = 3 * Kernel.PANEL;
        for (Kernel kernel : new Kernel[] {plain, own}) {
            float[] queries = gaussian(2 + 4 * 70);
            float[] strip = gaussian(1 + kernel.strip() * width);
            float[] sums = new float[Kernel.TILE * stride];
            for (int from = 0; from < width; from += 30) {
                int some = Math.min(30, width - from);
                kernel.addStrip(queries, 2 + from, 70, some, strip, 1 + kernel.strip() * from, sums, 64, stride);
            }
            for (int r = 0; r < Kernel.TILE; r++) {
                for (int c = 0; c < stride; c++) {
                    double expected = 0;
                    for (int k = 0; k < width && c >= 64 && c < 64 + kernel.strip(); k++) {
                        expected += (double) queries[2 + 70 * r + k] * strip[1 + kernel.strip() * k + c - 64];
                    }
                    assertThat((double) sums[r * stride + c]).isCloseTo(expected, within(1e-4));
                }
            }
        }
    }

    @Test
    void products_with_packed_numbers_are_summed_by_their_remainder() {
        int length = 96;
        int[] packed = random.ints(length + 7).toArray();
        float[] factors = gaussian(2 * length);
        float[] plainSums = new float[Kernel.SCRATCH];
        float[] ownSums = new float[Kernel.SCRATCH];
        double[] expected = new double[8];
        for (int i = 0; i < 2 * length; i++) {
            int pair = packed[7 + i / 32 * 16 + i % 16];
            expected[i % 8] += (double) factors[i] * (i % 32 < 16 ? (short) pair : pair >> 16);
        }

        plain.packedProducts(packed, 7, length, factors, plainSums);
        own.packedProducts(packed, 7, length, factors, ownSums);

        for (int row = 0; row < 8; row++) {
            double plainSum = 0;
            double ownSum = 0;
            for (int i = row; i < Kernel.SCRATCH; i += 8) {
                plainSum += plainSums[i];
                ownSum += ownSums[i];
            }
            assertThat(plainSum).isCloseTo(expected[row], within(1.0));
            assertThat(ownSum).isCloseTo(expected[row], within(1.0));
        }
    }

    @Test
    void column_multiplies_one_query_with_a_panel() {
        float[] query = gaussian(64);
        float[] panel = gaussian(Kernel.PANEL * 65);
        float[] expected = new float[Kernel.PANEL];
        float[] actual = new float[Kernel.PANEL];

        plain.column(query, 0, 64, panel, 0, expected);
        own.column(query, 0, 64, panel, 0, actual);

        assertThat(actual).containsExactly(expected, within(1e-4f));
    }

    @Test
    void a_group_of_a_panel_is_added_to_sums_and_tells_whether_one_exceeds_the_limit() {
        int width = 64;
        int group = own.group();
        float[] query = gaussian(3 + width);
        float[] panel = gaussian(Kernel.PANEL * width);
        float[] before = gaussian(5 + group);
        int panelOffset = Kernel.PANEL - group;
        double largest = Double.NEGATIVE_INFINITY;
        double[] expected = new double[group];
        for (int c = 0; c < group; c++) {
            expected[c] = before[5 + c];
            for (int k = 0; k < width; k++) {
                expected[c] += (double) query[3 + k] * panel[panelOffset + Kernel.PANEL * k + c];
            }
            largest = Math.max(largest, expected[c]);
        }

        for (float aside : new float[] {-0.01f, 0.01f}) {
            float[] sums = before.clone();
            float limit = (float) largest + aside;

            boolean above = own.addGroup(query, 3, width, panel, panelOffset, sums, 5, limit);

            assertThat(above).isEqualTo(aside < 0);
            for (int c = 0; c < group; c++) {
                assertThat((double) sums[5 + c]).isCloseTo(expected[c], within(1e-4));
            }
        }
    }

    @Test
    void dot_agrees() {
        float[] a = gaussian(130);
        float[] b = gaussian(128);

        assertThat(own.dot(a, 2, b, 0, 128)).isCloseTo(plain.dot(a, 2, b, 0, 128), within(1e-4f));
    }

    @Test
    void products_in_steps_are_whole_where_they_exceed_their_limit_and_marked_nowhere_else() {
        int width = 60;
        int first = 20;
        for (float limit : new float[] {-30, 5, 12, 18, 1e6f}) {
            float[] queries = gaussian(4 * (width + 1));
            float[] panel = gaussian(Kernel.PANEL * (width + 2));
            bound(queries, panel, first, width);
            float[] limits = {limit, limit, limit + 1, limit + 2};
            float[] whole = new float[Kernel.TILE * Kernel.PANEL];
            float[] inSteps = new float[Kernel.TILE * Kernel.PANEL];

            long expected = own.tileAbove(queries, 0, width + 1, width, panel, 0, limits, 0, whole);
            long above = own.tileAboveInSteps(queries, 0, width + 1, first, width, panel, limits, 0, inSteps);

            assertThat(above).isEqualTo(expected);
            for (int i = 0; i < whole.length; i++) {
                if (whole[i] > limits[i / Kernel.PANEL]) {
                    assertThat(inSteps[i]).isCloseTo(whole[i], within(1e-4f));
                }
            }
        }
    }

    /** Sets what is behind the coordinates to the norms of those after the first, which bounds their product. */
    private static void bound(float[] queries, float[] panel, int first, int width) {
        for (int q = 0; q < Kernel.TILE; q++) {
            double sum = 0;
            for (int k = first; k < width; k++) {
                sum += Math.pow(queries[q * (width + 1) + k], 2);
            }
            queries[q * (width + 1) + width] = (float) Math.sqrt(1.001 * sum);
        }
        for (int c = 0; c < Kernel.PANEL; c++) {
            double sum = 0;
            for (int k = first; k < width; k++) {
                sum += Math.pow(panel[Kernel.PANEL * (k + 1) + c], 2);
            }
            panel[Kernel.PANEL * (width + 1) + c] = (float) Math.sqrt(1.001 * sum);
        }
    }

    @Test
    void tile_above_marks_the_groups_with_a_product_over_the_limit_of_their_query() {
        float[] queries = gaussian(4 * 64);
        float[] panel = gaussian(Kernel.PANEL * 65);
        panel[63] = Float.NEGATIVE_INFINITY;
        float[] limits = {-Float.MAX_VALUE, Float.MAX_VALUE, 15, 20};
        float[] out = new float[Kernel.TILE * Kernel.PANEL];

        long above = own.tileAbove(queries, 0, 64, 64, panel, 0, limits, 0, out);

        int group = own.group();
        for (int g = 0; g < out.length / group; g++) {
            float largest = Float.NEGATIVE_INFINITY;
            for (int i = g * group; i < (g + 1) * group; i++) {
                largest = Math.max(largest, out[i]);
            }
            assertThat(above >> g & 1).isEqualTo(largest > limits[g * group / Kernel.PANEL] ? 1 : 0);
        }
        assertThat(above).isNotZero();
    }

    @Test
    void above_shifts_values_and_takes_a_limit_each() {
        float[] values = gaussian(64);
        float[] limits = gaussian(64);

        assertThat(own.above(values, 0, 0.5f, limits, 0)).isEqualTo(plain.above(values, 0, 0.5f, limits, 0));
    }

    private float[] gaussian(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double squaredDistance(float[] a, float[] b, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += Math.pow((double) a[3 + i] - b[5 + i], 2);
        }
        return sum;
    }

    private static double product(float[] query, int offset, float[] panel, int panelOffset, int column, int width) {
        double sum = panel[panelOffset + column];
        for (int k = 0; k < width; k++) {
            sum += (double) query[offset + k] * panel[panelOffset + Kernel.PANEL * (k + 1) + column];
        }
        return sum;
    }
}
