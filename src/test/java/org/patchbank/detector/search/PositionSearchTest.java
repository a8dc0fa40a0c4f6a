package org.patchbank.detector.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbank.detector.Tables;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.Parallel;

class PositionSearchTest {
    private static final PatchGrid GRID = new PatchGrid(6, 9);
    private static final Parallel PARALLEL = new Parallel(2);

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 3", "2, 1", "20, 4"})
    void only_rows_from_near_the_patch_are_neighbours(int radius, int k) {
        int rows = 8 * GRID.size();
        EmbeddingTable bank = Tables.mixture(rows, 12, 3);
        int[] patches =
                IntStream.range(0, rows).map(row -> row * 31 % GRID.size()).toArray();
        EmbeddingTable queries = Tables.mixture(GRID.size(), 12, 4);

        Neighbours found = new PositionSearch(bank, patches, GRID, radius, PARALLEL)
                .nearest(queries, query -> query, k, Metric.EUCLIDEAN);

        for (int q = 0; q < GRID.size(); q++) {
            int query = q;
            int[] expected = IntStream.range(0, rows)
                    .filter(row -> cellsApart(patches[row], query) <= radius)
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> Tables.distance(queries, query, bank, row)))
                    .limit(k)
                    .mapToInt(row -> row)
                    .toArray();
            assertThat(IntStream.range(0, k).map(rank -> found.row(query, rank)).toArray())
                    .isEqualTo(expected);
            assertThat((double) found.meanDistance(q))
                    .isCloseTo(
                            Arrays.stream(expected)
                                    .mapToDouble(row -> Tables.distance(queries, query, bank, row))
                                    .average()
                                    .orElseThrow(),
                            within(1e-4));
        }
    }

    @Test
    void the_window_grows_where_no_row_comes_from_near() {
        EmbeddingTable bank = EmbeddingTable.of(new float[] {1, 2, 3}, 1);
        int[] patches = {GRID.size() - 1, GRID.size() - 2, 0};

        Neighbours found = new PositionSearch(bank, patches, GRID, 1, PARALLEL)
                .nearest(
                        EmbeddingTable.of(new float[] {0, 0}, 1),
                        query -> query * (GRID.size() - 1),
                        1,
                        Metric.EUCLIDEAN);

        assertThat(found.row(0, 0)).isEqualTo(2);
        assertThat(found.row(1, 0)).isZero();
        Neighbours two = new PositionSearch(bank, patches, GRID, 1, PARALLEL)
                .nearest(EmbeddingTable.of(new float[] {0}, 1), query -> 0, 2, Metric.EUCLIDEAN);
        assertThat(two.row(0, 0)).isEqualTo(1);
        assertThat(two.row(0, 1)).isEqualTo(2);
    }

    private static int cellsApart(int a, int b) {
        return Math.max(
                Math.abs(a / GRID.columns() - b / GRID.columns()), Math.abs(a % GRID.columns() - b % GRID.columns()));
    }
}
