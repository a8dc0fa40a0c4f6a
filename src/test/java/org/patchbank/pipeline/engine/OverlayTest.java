package org.patchbank.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.patchbank.image.PixelImage;
import org.patchbank.scoring.map.AnomalyMap;

class OverlayTest {
    private static final int SIZE = 9;

    @Test
    void ordinary_values_leave_the_image_as_it_is() {
        PixelImage drawn = Overlay.draw(grey(100), even(6), 10);

        assertThat(drawn.channels()).isEqualTo(3);
        for (int channel = 0; channel < 3; channel++) {
            assertThat(drawn.sample(4, 4, channel)).isEqualTo(100);
        }
    }

    @Test
    void hot_values_glow_and_are_outlined() {
        AnomalyMap map = even(1);
        for (int y = 2; y < 7; y++) {
            Arrays.fill(map.values(), y * SIZE + 2, y * SIZE + 7, 20);
        }

        PixelImage drawn = Overlay.draw(grey(100), map, 10);

        assertThat(drawn.sample(4, 4, 0)).isGreaterThan(200);
        assertThat(drawn.sample(2, 4, 2)).isEqualTo(255);
        assertThat(drawn.sample(2, 4, 0)).isEqualTo(0x2f);
        assertThat(drawn.sample(1, 4, 0)).isEqualTo(100);
    }

    @Test
    void palette_grows_lighter_all_the_way() {
        double last = -1;
        for (int i = 0; i <= 100; i++) {
            float at = i / 100f;
            double light =
                    0.2126 * Palette.sample(at, 0) + 0.7152 * Palette.sample(at, 1) + 0.0722 * Palette.sample(at, 2);
            assertThat(light).isGreaterThan(last);
            last = light;
        }
    }

    @Test
    void grey_map_keeps_values_on_a_known_scale() {
        AnomalyMap map = new AnomalyMap(4, 1, new float[] {-1, 0, 2.5f, 99});

        PixelImage grey = Overlay.grey16(map, 10);

        assertThat(grey.sample(0, 0, 0)).isZero();
        assertThat(grey.sample(2, 0, 0) / 255 * 10).isCloseTo(2.5f, within(1e-4f));
        assertThat(grey.sample(3, 0, 0)).isEqualTo(255);
    }

    @Test
    void map_of_another_size_is_refused() {
        assertThatThrownBy(() -> Overlay.draw(grey(0), new AnomalyMap(2, 2, new float[4]), 1))
                .hasMessageContaining("does not fit");
    }

    private static AnomalyMap even(float value) {
        float[] values = new float[SIZE * SIZE];
        Arrays.fill(values, value);
        return new AnomalyMap(SIZE, SIZE, values);
    }

    private static PixelImage grey(int value) {
        byte[] samples = new byte[SIZE * SIZE];
        Arrays.fill(samples, (byte) value);
        return PixelImage.of8Bit(SIZE, SIZE, 1, samples);
    }
}
