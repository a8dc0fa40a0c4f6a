package org.patchbank.detector.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbank.detector.Tables;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;
import org.patchbank.testing.Shared;

class NearestSearchTest {
    @ParameterizedTest
    @CsvSource({"1, 5, 1", "63, 16, 3", "1000, 384, 1", "1000, 384, 5", "5000, 130, 2", "3000, 1, 1"})
    void neighbours_are_those_of_a_full_comparison(int rows, int dimension, int k) {
        EmbeddingTable bank = Tables.mixture(rows, dimension, 2);
        EmbeddingTable queries = Tables.mixture(150, dimension, 9);
        try (Parallel parallel = new Parallel(2)) {
            Neighbours found = new NearestSearch(bank, parallel).nearest(queries, k);

            for (int q = 0; q < queries.rows(); q++) {
                assertNeighbours(found, q, queries, bank, k);
            }
        }
    }

    private static void assertNeighbours(Neighbours found, int q, EmbeddingTable queries, EmbeddingTable bank, int k) {
        double[] sorted = IntStream.range(0, bank.rows())
                .mapToDouble(row -> Tables.distance(queries, q, bank, row))
                .sorted()
                .toArray();
        for (int rank = 0; rank < k; rank++) {
            double expected = sorted[rank];
            assertThat((double) found.distance(q, rank)).isCloseTo(expected, within(1e-5 * (1 + expected)));
            assertThat((double) found.distance(q, rank))
                    .isCloseTo(Tables.distance(queries, q, bank, found.row(q, rank)), within(1e-5 * (1 + expected)));
        }
    }

    @Test
    void a_query_that_is_a_row_of_the_bank_finds_it_at_distance_zero() {
        EmbeddingTable bank = Tables.mixture(2000, 100, 4);
        try (Parallel parallel = new Parallel(2)) {
            Neighbours found = new NearestSearch(bank, parallel).nearest(bank, 1);

            for (int row = 0; row < bank.rows(); row++) {
                assertThat(found.row(row, 0)).isEqualTo(row);
                assertThat(found.distance(row, 0)).isZero();
            }
        }
    }

    @Test
    void equal_rows_come_in_the_order_of_the_bank() {
        EmbeddingTable bank = EmbeddingTable.of(new float[300 * 20], 20);
        try (Parallel parallel = new Parallel(2)) {
            Neighbours found = new NearestSearch(bank, parallel).nearest(Tables.mixture(70, 20, 1), 3);

            for (int q = 0; q < 70; q++) {
                assertThat(List.of(found.row(q, 0), found.row(q, 1), found.row(q, 2)))
                        .containsExactly(0, 1, 2);
            }
        }
    }

    @Test
    void rows_far_from_the_origin_are_told_apart() {
        EmbeddingTable near = Tables.mixture(1000, 64, 6);
        float[] shifted = new float[1000 * 64];
        for (int row = 0; row < 1000; row++) {
            near.copyRow(row, shifted, row * 64);
        }
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += 5000;
        }
        EmbeddingTable bank = EmbeddingTable.of(shifted, 64);
        try (Parallel parallel = new Parallel(1)) {
            Neighbours found = new NearestSearch(bank, parallel).nearest(bank, 2);

            for (int q = 0; q < bank.rows(); q += 50) {
                assertNeighbours(found, q, bank, bank, 2);
            }
        }
    }

    @Test
    void the_result_does_not_depend_on_the_number_of_threads() {
        EmbeddingTable bank = Tables.mixture(4000, 384, 8);
        EmbeddingTable queries = Tables.mixture(784, 384, 12);
        try (Parallel one = new Parallel(1);
                Parallel four = new Parallel(4)) {
            Neighbours a = new NearestSearch(bank, one).nearest(queries, 2);
            Neighbours b = new NearestSearch(bank, four).nearest(queries, 2);

            for (int q = 0; q < 784; q++) {
                for (int rank = 0; rank < 2; rank++) {
                    assertThat(a.row(q, rank)).isEqualTo(b.row(q, rank));
                    assertThat(a.distance(q, rank)).isEqualTo(b.distance(q, rank));
                }
            }
        }
    }

    @Test
    void queries_of_another_dimension_are_refused() {
        try (Parallel parallel = new Parallel(1)) {
            NearestSearch search = new NearestSearch(Tables.mixture(10, 8, 1), parallel);

            assertThatThrownBy(() -> search.nearest(Tables.mixture(10, 9, 1), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("dimension 9");
            assertThatThrownBy(() -> search.nearest(Tables.mixture(10, 8, 1), 11))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "700, 1", "700, 4", "5000, 1"})
    void the_largest_distance_is_known_before_the_others_and_is_exact(int rows, int k) {
        EmbeddingTable bank = Tables.mixture(rows, 96, 21);
        EmbeddingTable queries = Tables.mixture(300, 96, 22);
        try (Parallel parallel = new Parallel(2)) {
            NearestSearch search = new NearestSearch(bank, parallel);
            NearestQueries begun = search.begin(queries, Math.min(k, rows));

            float largest = begun.largest();
            Neighbours all = begun.all();
            Neighbours atOnce = search.nearest(queries, Math.min(k, rows));

            float expected = 0;
            for (int q = 0; q < queries.rows(); q++) {
                assertThat(all.row(q, 0)).isEqualTo(atOnce.row(q, 0));
                assertThat(all.meanDistance(q)).isEqualTo(atOnce.meanDistance(q));
                expected = Math.max(expected, atOnce.meanDistance(q));
            }
            assertThat(largest).isEqualTo(expected);
        }
    }

    @Test
    void rows_left_out_are_not_found() {
        EmbeddingTable bank = Tables.mixture(900, 48, 5);
        BitSet without = new BitSet();
        IntStream.range(0, 900).filter(row -> row % 3 != 1).forEach(without::set);
        int[] left = IntStream.range(0, 900).filter(row -> row % 3 == 1).toArray();
        float[] values = new float[left.length * 48];
        IntStream.range(0, left.length).forEach(i -> bank.copyRow(left[i], values, i * 48));
        try (Parallel parallel = new Parallel(2)) {
            Neighbours found = new NearestSearch(bank, parallel)
                    .begin(bank, 2, Metric.COSINE, without)
                    .all();
            Neighbours expected = new NearestSearch(EmbeddingTable.of(values, 48), parallel).nearest(bank, 2);

            for (int q = 0; q < 900; q++) {
                assertThat(found.row(q, 0)).isEqualTo(left[expected.row(q, 0)]);
                assertThat(found.row(q, 1)).isEqualTo(left[expected.row(q, 1)]);
                assertThat(found.meanDistance(q)).isEqualTo((float)
                        ((expected.squaredDistance(q, 0) / 2.0 + expected.squaredDistance(q, 1) / 2.0) / 2));
            }
        }
    }

    @Test
    void distances_equal_those_computed_independently() throws Exception {
        JsonNode fixture = new ObjectMapper().readTree(Shared.bytes("fixtures/patches.json"));
        EmbeddingTable bank = EmbeddingTable.of(Shared.floats("fixtures/bank_1000x384.f32"), 384);
        EmbeddingTable queries = EmbeddingTable.of(Shared.floats("fixtures/patches_784x384.f32"), 384);
        try (Parallel parallel = new Parallel(2)) {
            NearestSearch search = new NearestSearch(bank, parallel);
            Neighbours one = search.nearest(queries, 1);
            Neighbours five = search.nearest(queries, 5);

            double score = 0;
            for (int q = 0; q < queries.rows(); q++) {
                assertThat((double) one.distance(q, 0))
                        .isCloseTo(fixture.get("euclidean_nearest1").get(q).doubleValue(), within(1e-4));
                assertThat((double) five.meanDistance(q))
                        .isCloseTo(fixture.get("euclidean_mean5").get(q).doubleValue(), within(1e-4));
                for (int rank = 0; rank < 5; rank++) {
                    assertThat(five.row(q, rank))
                            .isEqualTo(fixture.get("euclidean_nearest5_ids")
                                    .get(q)
                                    .get(rank)
                                    .intValue());
                }
                score = Math.max(score, one.distance(q, 0));
            }
            assertThat(score).isCloseTo(fixture.get("image_score_max").doubleValue(), within(1e-4));
        }
    }
}
