package org.patchbank.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldsTest {
    private static final List<Integer> IMAGES = IntStream.range(0, 90).boxed().toList();

    @Test
    void every_image_is_in_one_fold() {
        List<List<Integer>> folds = Folds.of(IMAGES, 5);

        assertThat(folds).hasSize(20).allSatisfy(fold -> assertThat(fold).hasSizeBetween(4, 5));
        assertThat(folds.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(IMAGES);
    }

    @Test
    void the_seed_decides_who_is_in_which() {
        assertThat(Folds.of(IMAGES, 5)).isEqualTo(Folds.of(IMAGES, 5)).isNotEqualTo(Folds.of(IMAGES, 6));
    }

    @Test
    void few_images_have_a_fold_each() {
        assertThat(Folds.of(List.of(2, 4, 9), 0)).hasSize(3);
    }
}
