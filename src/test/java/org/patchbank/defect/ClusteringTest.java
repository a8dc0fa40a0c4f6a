package org.patchbank.defect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusteringTest {
    private static final int DIMENSION = 24;

    @Test
    void dense_groups_are_found_and_the_rest_is_left_alone() {
        Random random = new Random(3);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            vectors.add(vector(random, i % 3, 0.02));
        }
        for (int i = 0; i < 3; i++) {
            vectors.add(vector(random, 10 + 4 * i, 0.02));
        }

        int[] labels = Clustering.labels(vectors, 5);

        for (int group = 0; group < 3; group++) {
            int of = group;
            assertThat(IntStream.range(0, 30)
                            .filter(i -> i % 3 == of)
                            .map(i -> labels[i])
                            .distinct())
                    .hasSize(1)
                    .doesNotContain(Clustering.ALONE);
        }
        assertThat(IntStream.range(0, 3).map(i -> labels[i]).distinct()).hasSize(3);
        assertThat(IntStream.range(30, 33).map(i -> labels[i])).containsOnly(Clustering.ALONE);
    }

    @Test
    void too_few_for_a_group_are_all_alone() {
        assertThat(Clustering.labels(List.of(), 5)).isEmpty();
        assertThat(Clustering.labels(List.of(new float[] {1, 0}, new float[] {1, 0}), 5))
                .containsOnly(Clustering.ALONE);
    }

    /** Near one of the axes. */
    private static float[] vector(Random random, int axis, double noise) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (noise * random.nextGaussian()) + (i == axis ? 1 : 0);
        }
        return vector;
    }
}
