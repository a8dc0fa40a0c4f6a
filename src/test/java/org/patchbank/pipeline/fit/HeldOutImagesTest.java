package org.patchbank.pipeline.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.spec.DetectorSpecs;

class HeldOutImagesTest {
    @Test
    void cross_calibration_holds_none_out() {
        assertThat(HeldOutImages.of(DetectorSpecs.defaults(), 100)).isEmpty();
    }

    @Test
    void the_share_is_held_out_each_image_once_in_order() {
        assertThat(HeldOutImages.of(spec("0.2", 0), 200))
                .hasSize(40)
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(image -> image >= 0 && image < 200);
        assertThat(HeldOutImages.of(spec("0.25", 0), 10)).hasSize(3);
    }

    @Test
    void the_seed_decides_which() {
        List<Integer> chosen = HeldOutImages.of(spec("0.2", 5), 100);

        assertThat(HeldOutImages.of(spec("0.2", 5), 100)).isEqualTo(chosen);
        assertThat(HeldOutImages.of(spec("0.2", 6), 100)).isNotEqualTo(chosen);
    }

    @Test
    void at_least_one_image_is_on_each_side() {
        assertThat(HeldOutImages.of(spec("0.001", 0), 50)).hasSize(1);
        assertThat(HeldOutImages.of(spec("0.999", 0), 50)).hasSize(49);
        assertThat(HeldOutImages.of(spec("0.5", 0), 2)).hasSize(1);
    }

    private static DetectorSpec spec(String share, long seed) {
        return DetectorSpecs.read(
                null,
                Map.of("calibration.method", "held_out", "calibration.share", share, "seed", Long.toString(seed)));
    }
}
