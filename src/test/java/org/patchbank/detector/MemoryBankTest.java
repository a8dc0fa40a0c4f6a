package org.patchbank.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.patchbank.detector.memorybank.MemoryBankDetector;
import org.patchbank.embedding.Embeddings;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.Parallel;

class MemoryBankTest {
    private final MemoryBank bank =
            new MemoryBank(2, new float[] {0, 0, 3, 4, 6, 8}, new int[] {0, 0, 1}, new int[] {5, 7, 1});

    @Test
    void the_hash_covers_vectors_origins_and_order() {
        assertThat(bank.hash()).hasSize(64).isEqualTo(copy(0, 0).hash());
        assertThat(copy(1, 0).hash()).isNotEqualTo(bank.hash());
        assertThat(copy(0, 1).hash()).isNotEqualTo(bank.hash());
        assertThat(new MemoryBank(2, new float[] {3, 4, 0, 0, 6, 8}, new int[] {0, 0, 1}, new int[] {7, 5, 1}).hash())
                .isNotEqualTo(bank.hash());
    }

    @Test
    void arrays_that_do_not_fit_are_refused() {
        assertThatThrownBy(() -> new MemoryBank(2, new float[3], new int[2], new int[2]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MemoryBank(2, new float[0], new int[0], new int[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_patch_scores_its_mean_distance_to_the_nearest_rows() {
        try (Parallel parallel = new Parallel(1)) {
            Embeddings patches = new Embeddings(new PatchGrid(1, 2), 2, new float[] {0, 0, 6, 8});

            PatchScores nearest = new MemoryBankDetector(bank, 1, parallel).score(patches);
            PatchScores two = new MemoryBankDetector(bank, 2, parallel).score(patches);
            PatchScores all = new MemoryBankDetector(bank, 9, parallel).score(patches);

            assertThat(nearest.scores()).containsExactly(0, 0);
            assertThat(nearest.nearest()).containsExactly(0, 2);
            assertThat(two.scores()).containsExactly(new float[] {2.5f, 2.5f}, within(1e-6f));
            assertThat(all.scores()).containsExactly(new float[] {5, 5}, within(1e-6f));
        }
    }

    private MemoryBank copy(float vectorShift, int originShift) {
        return new MemoryBank(
                2, new float[] {vectorShift, 0, 3, 4, 6, 8}, new int[] {0, 0, 1}, new int[] {5 + originShift, 7, 1});
    }
}
