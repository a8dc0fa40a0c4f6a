package org.patchbank.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patchbank.embedding.Segment;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;

/** What only the backbone tells of a spec: its layers and their grid. */
class DetectorModelTest {
    private static final List<Segment> SEGMENTS = List.of(new Segment("layer4", 0, 8));

    @Test
    void centring_a_single_patch_is_refused_with_the_reason() {
        DetectorSpec centred = DetectorSpecs.read(null, Map.of("centring", "image", "input_size", "32"));
        try (Parallel parallel = new Parallel(1)) {
            assertThatThrownBy(() -> centred.detectorModel(SEGMENTS, new PatchGrid(1, 1), parallel))
                    .isInstanceOfSatisfying(PatchbankException.class, e -> {
                        assertThat(e.code()).isEqualTo(SpecErrorCode.CENTRING_UNFIT);
                        assertThat(e).hasMessageContaining("single patch");
                        assertThat(e.remedy()).contains("larger input size");
                    });
            assertThat(centred.detectorModel(SEGMENTS, new PatchGrid(1, 2), parallel))
                    .isNotNull();
            assertThat(DetectorSpecs.defaults().detectorModel(SEGMENTS, new PatchGrid(1, 1), parallel))
                    .isNotNull();
        }
    }
}
