package org.patchbank.evaluation.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MvtecDatasetTest {
    @TempDir
    private Path root;

    @Test
    void images_are_found_by_name_with_their_masks() throws IOException {
        create("train/good/b.png", "train/good/a.JPG", "train/good/notes.txt", "train/good/.hidden.png");
        create("test/scratch/1.png", "test/good/2.png", "test/dent/3.png");
        create("ground_truth/scratch/1_mask.png", "ground_truth/dent/3_mask.png");

        MvtecDataset dataset = MvtecDataset.open(root);

        assertThat(dataset.train())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("a.JPG", "b.png");
        assertThat(dataset.test())
                .extracting(TestImage::name)
                .containsExactly("dent/3.png", "good/2.png", "scratch/1.png");
        assertThat(dataset.test().get(0).mask()).contains(root.resolve("ground_truth/dent/3_mask.png"));
        assertThat(dataset.test().get(1).isGood()).isTrue();
        assertThat(dataset.hasAllMasks()).isTrue();
    }

    @Test
    void one_missing_mask_is_noticed() throws IOException {
        create("train/good/a.png", "test/good/b.png", "test/dent/c.png", "test/dent/d.png");
        create("ground_truth/dent/c_mask.png");

        assertThat(MvtecDataset.open(root).hasAllMasks()).isFalse();
    }

    @Test
    void train_limit_takes_the_first_by_name() throws IOException {
        create("train/good/a.png", "train/good/b.png", "train/good/c.png", "test/good/d.png");

        MvtecDataset dataset = MvtecDataset.open(root);

        assertThat(dataset.limitTrain(2).train())
                .containsExactlyElementsOf(dataset.train().subList(0, 2));
        assertThat(dataset.limitTrain(9).train()).hasSize(3);
    }

    @Test
    void folder_that_is_no_data_set_is_refused_with_what_it_lacks() throws IOException {
        assertThatThrownBy(() -> MvtecDataset.open(root.resolve("nowhere"))).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> MvtecDataset.open(root))
                .hasMessageContaining("There is no folder")
                .hasMessageContaining("train");

        create("train/good/readme.txt");
        assertThatThrownBy(() -> MvtecDataset.open(root)).hasMessageContaining("There are no images");

        create("train/good/a.png");
        assertThatThrownBy(() -> MvtecDataset.open(root)).hasMessageContaining("test");
    }

    private void create(String... files) throws IOException {
        for (String file : files) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.createFile(root.resolve(file));
        }
    }
}
