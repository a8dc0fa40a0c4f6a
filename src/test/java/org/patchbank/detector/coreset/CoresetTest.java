package org.patchbank.detector.coreset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbank.detector.Tables;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;
import org.patchbank.testing.Shared;

class CoresetTest {
    @ParameterizedTest
    @CsvSource({"300, 384, 100", "9000, 40, 500", "9000, 200, 900", "70, 3, 70", "64, 1, 10"})
    void choices_are_those_of_the_plain_loop(int rows, int dimension, int size) {
        EmbeddingTable table = Tables.mixture(rows, dimension, 5);
        try (Parallel parallel = new Parallel(2)) {
            int[] chosen = new Coreset(table, parallel).select(Tables.allRows(table), size, 7, count -> true);

            assertThat(chosen).containsExactly(new PlainCoreset(table, parallel).select(size, 7));
        }
    }

    @Test
    void choices_do_not_depend_on_the_number_of_threads() {
        EmbeddingTable table = Tables.mixture(12_000, 96, 3);
        try (Parallel one = new Parallel(1);
                Parallel three = new Parallel(3)) {
            assertThat(new Coreset(table, three).select(Tables.allRows(table), 1200, 0, count -> true))
                    .containsExactly(new Coreset(table, one).select(Tables.allRows(table), 1200, 0, count -> true));
        }
    }

    @Test
    void ties_go_to_the_lower_row() {
        float[] grid = new float[2 * 10_000];
        for (int i = 0; i < 10_000; i++) {
            grid[2 * i] = i % 100;
            grid[2 * i + 1] = i / 100;
        }
        EmbeddingTable table = EmbeddingTable.of(grid, 2);
        try (Parallel parallel = new Parallel(2)) {
            assertThat(new Coreset(table, parallel).select(Tables.allRows(table), 400, 0, count -> true))
                    .containsExactly(new PlainCoreset(table, parallel).select(400, 0));
        }
    }

    @Test
    void equal_rows_are_chosen_once() {
        float[] values = new float[6000 * 4];
        for (int row = 0; row < 6000; row++) {
            Arrays.fill(values, row * 4, row * 4 + 4, row % 3);
        }
        try (Parallel parallel = new Parallel(2)) {
            EmbeddingTable table = EmbeddingTable.of(values, 4);

            assertThat(new Coreset(table, parallel).select(Tables.allRows(table), 100, 0, count -> true))
                    .containsExactly(0, 2, 1);
        }
    }

    @Test
    void a_subset_is_chosen_from_as_if_it_were_alone() {
        EmbeddingTable table = Tables.mixture(2000, 64, 11);
        int[] odd = IntStream.range(0, 1000).map(i -> 2 * i + 1).toArray();
        float[] values = new float[odd.length * 64];
        for (int i = 0; i < odd.length; i++) {
            table.copyRow(odd[i], values, i * 64);
        }
        EmbeddingTable alone = EmbeddingTable.of(values, 64);
        try (Parallel parallel = new Parallel(1)) {
            int[] chosen = new Coreset(table, parallel).select(odd, 200, 4, count -> true);
            int[] expected = new Coreset(alone, parallel).select(Tables.allRows(alone), 200, 4, count -> true);

            assertThat(chosen)
                    .containsExactly(Arrays.stream(expected).map(i -> odd[i]).toArray());
        }
    }

    @Test
    void cancelling_ends_the_work() {
        EmbeddingTable table = Tables.mixture(5000, 32, 1);
        try (Parallel parallel = new Parallel(1)) {
            Coreset coreset = new Coreset(table, parallel);

            assertThatThrownBy(() -> coreset.select(Tables.allRows(table), 1000, 0, count -> count < 100))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void greedy_choices_equal_those_computed_independently() throws Exception {
        JsonNode fixture = new ObjectMapper().readTree(Shared.bytes("fixtures/patches.json"));
        int[] expected = StreamSupport.stream(
                        fixture.get("greedy_k_center_100_from_0").spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
        EmbeddingTable table = EmbeddingTable.of(Shared.floats("fixtures/bank_1000x384.f32"), 384);
        try (Parallel parallel = new Parallel(2)) {
            assertThat(new Coreset(table, parallel).select(Tables.allRows(table), 100, 0, count -> true))
                    .containsExactly(expected);
        }
    }
}
