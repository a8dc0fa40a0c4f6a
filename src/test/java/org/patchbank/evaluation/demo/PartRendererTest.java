package org.patchbank.evaluation.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patchbank.evaluation.dataset.MvtecDataset;
import org.patchbank.image.codec.PngEncoder;
import org.patchbank.platform.Parallel;

class PartRendererTest {
    private final PartRenderer renderer = new PartRenderer(128);

    @Test
    void same_seed_gives_the_same_picture() {
        assertThat(png(renderer.goodPart(3, 7))).isEqualTo(png(renderer.goodPart(3, 7)));
        assertThat(png(renderer.goodPart(3, 7))).isNotEqualTo(png(renderer.goodPart(3, 8)));
        assertThat(png(renderer.goodPart(3, 7))).isNotEqualTo(png(renderer.goodPart(4, 7)));
    }

    @Test
    void good_parts_have_no_defective_pixel() {
        assertThat(renderer.good(3, 1)).allSatisfy(part -> {
            assertThat(part.kind()).isEqualTo("good");
            assertThat(part.mask().area()).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource
    void defective_parts_have_a_mask_of_sensible_size(DefectKind kind) {
        assertThat(renderer.defective(kind, 12, 1)).allSatisfy(part -> {
            assertThat(part.kind()).isEqualTo(kind.label());
            assertThat(part.mask().area()).isBetween(5, 128 * 128 / 10);
        });
    }

    @Test
    void folder_is_a_data_set(@TempDir Path root) throws IOException {
        try (Parallel parallel = new Parallel(2)) {
            new PartFolder(renderer, parallel).write(root, 3, 2, 1, 5);
        }

        MvtecDataset dataset = MvtecDataset.open(root);
        assertThat(dataset.train()).hasSize(3);
        assertThat(dataset.test()).hasSize(2 + DefectKind.values().length);
        assertThat(dataset.hasAllMasks()).isTrue();
        assertThat(Files.list(root.resolve("test/good"))).hasSize(2);
        assertThat(ImageIO.read(root.resolve("ground_truth/dent/dent-000_mask.png")
                                .toFile())
                        .getWidth())
                .isEqualTo(128);
    }

    private static byte[] png(RenderedPart part) {
        return PngEncoder.encode(part.image());
    }
}
