package org.patchbank.pipeline.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patchbank.embedding.Segment;
import org.patchbank.patch.PatchGrid;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.spec.DetectorSpecs;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;

/** What only the backbone tells of a spec: its layers and their grid. */
class DetectorModelsTest {
    private static final List<Segment> SEGMENTS = List.of(new Segment("layer4", 0, 8));

    @Test
    void centring_a_single_patch_is_refused_with_the_reason() {
        DetectorSpec centred = DetectorSpecs.read(null, Map.of("centring", "image", "input_size", "32"));
        try (Parallel parallel = new Parallel(1)) {
            assertThatThrownBy(() -> DetectorModels.of(centred, SEGMENTS, new PatchGrid(1, 1), parallel))
                    .isInstanceOfSatisfying(PatchbankException.class, e -> {
                        assertThat(e.code()).isEqualTo(FitErrorCode.CENTRING_UNFIT);
                        assertThat(e).hasMessageContaining("single patch");
                        assertThat(e.remedy()).contains("larger input size");
                    });
            assertThat(DetectorModels.of(centred, SEGMENTS, new PatchGrid(1, 2), parallel))
                    .isNotNull();
            assertThat(DetectorModels.of(DetectorSpecs.defaults(), SEGMENTS, new PatchGrid(1, 1), parallel))
                    .isNotNull();
        }
    }
}
