package org.patchbank.detector.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbank.detector.bank.KMeans.Prototypes;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.Parallel;

class KMeansTest {
    private static final Parallel PARALLEL = new Parallel(2);

    /** Scikit-learn's KMeans leaves 56.888 with 12 and 20.469 with 60 clusters, the best of 50 and of 20 starts. */
    @ParameterizedTest
    @CsvSource({"12, 56.888", "60, 20.469"})
    void clusters_are_nearly_as_tight_as_independent_ones(int count, double tightest) {
        EmbeddingTable table = table(600);

        Prototypes found = new KMeans(table, all(600), PARALLEL).run(count, 4, share -> {});

        assertThat(found.members().length).isEqualTo(count);
        assertThat(inertia(table, found)).isBetween(tightest * 0.999, tightest * 1.12);
    }

    @Test
    void groups_far_apart_become_their_means() {
        float[] values = {0, 0, 1, 0, 0, 1, 50, 50, 52, 50, -70, 30, -70, 31, -70, 32, -70, 33};
        EmbeddingTable table = EmbeddingTable.of(values, 2);

        Prototypes found = new KMeans(table, all(9), PARALLEL).run(3, 7, share -> {});

        float[][] means = {{1 / 3f, 1 / 3f}, {51, 50}, {-70, 31.5f}};
        int[][] members = {{0, 1, 2}, {3, 4}, {5, 6, 7, 8}};
        for (int group = 0; group < 3; group++) {
            int[] wanted = members[group];
            int c = IntStream.range(0, 3)
                    .filter(i -> Arrays.equals(found.members()[i], wanted))
                    .findFirst()
                    .orElseThrow();
            assertThat(found.vectors()[2 * c]).isCloseTo(means[group][0], within(1e-6f));
            assertThat(found.vectors()[2 * c + 1]).isCloseTo(means[group][1], within(1e-6f));
        }
    }

    @Test
    void prototypes_are_the_means_of_their_members_and_come_from_the_nearest() {
        EmbeddingTable table = table(400);
        Prototypes found = new KMeans(table, all(400), PARALLEL).run(25, 1, share -> {});

        for (int c = 0; c < 25; c++) {
            int[] members = found.members()[c];
            for (int i = 0; i < 4; i++) {
                int d = i;
                double mean = Arrays.stream(members)
                        .mapToDouble(row -> table.block(row)[table.offset(row) + d])
                        .average()
                        .orElseThrow();
                assertThat((double) found.vectors()[c * 4 + i]).isCloseTo(mean, within(1e-6));
            }
            int prototype = c;
            int nearest = Arrays.stream(members)
                    .boxed()
                    .min(java.util.Comparator.comparingDouble(row -> squared(table, row, found.vectors(), prototype)))
                    .orElseThrow();
            assertThat(found.origins()[c]).isEqualTo(nearest);
        }
    }

    @Test
    void the_result_depends_on_the_seed_and_not_on_the_number_of_threads() {
        EmbeddingTable table = table(900);
        int[] some = IntStream.range(0, 900).filter(row -> row % 3 != 0).toArray();
        float[] found =
                new KMeans(table, some, PARALLEL).run(40, 5, share -> {}).vectors();

        try (Parallel four = new Parallel(4)) {
            assertThat(new KMeans(table, some, four).run(40, 5, share -> {}).vectors())
                    .containsExactly(found);
        }
        assertThat(new KMeans(table, some, PARALLEL).run(40, 6, share -> {}).vectors())
                .isNotEqualTo(found);
    }

    @Test
    void few_and_many_pairs_find_the_same_nearest() {
        EmbeddingTable table = table(5000);
        float[] centres =
                new KMeans(table, all(5000), PARALLEL).run(1000, 2, share -> {}).vectors();
        int[] some = IntStream.range(1000, 2000).toArray();

        int[] every = new KMeans(table, all(5000), PARALLEL).nearest(centres);

        assertThat(new KMeans(table, some, PARALLEL).nearest(centres)).isEqualTo(Arrays.copyOfRange(every, 1000, 2000));
    }

    @Test
    void equal_rows_give_one_prototype() {
        EmbeddingTable table = EmbeddingTable.of(new float[50 * 3], 3);

        assertThat(new KMeans(table, all(50), PARALLEL).run(10, 0, share -> {}).members())
                .hasDimensions(1, 50);
    }

    @Test
    void it_can_be_ended() {
        KMeans work = new KMeans(table(300), all(300), PARALLEL);

        assertThatThrownBy(() -> work.run(20, 0, share -> {
                    throw new CancellationException();
                }))
                .isInstanceOf(CancellationException.class);
    }

    private static EmbeddingTable table(int rows) {
        float[] values = new float[rows * 4];
        for (int i = 0; i < rows; i++) {
            values[i * 4] = i * 7919 % 1000 / 1000f;
            values[i * 4 + 1] = i * 104729L % 997 / 997f;
            values[i * 4 + 2] = i * i % 613 / 613f;
            values[i * 4 + 3] = i * i * 3 % 751 / 751f;
        }
        return EmbeddingTable.of(values, 4);
    }

    private static int[] all(int rows) {
        return IntStream.range(0, rows).toArray();
    }

    private static double inertia(EmbeddingTable table, Prototypes found) {
        double sum = 0;
        for (int c = 0; c < found.members().length; c++) {
            for (int row : found.members()[c]) {
                sum += squared(table, row, found.vectors(), c);
            }
        }
        return sum;
    }

    private static double squared(EmbeddingTable table, int row, float[] prototypes, int prototype) {
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            double difference = table.block(row)[table.offset(row) + i] - prototypes[prototype * 4 + i];
            sum += difference * difference;
        }
        return sum;
    }
}
