package org.patchbank.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WarpTest {
    private static final int WIDTH = 5;
    private static final int HEIGHT = 4;
    private static final Motion MOTION = new Motion(20, 0.11, -0.07);

    /** From {@code scipy.ndimage.map_coordinates(picture, points, order=1, mode="nearest")}, scipy 1.17. */
    private static final int[] SCIPY = {
        103, 154, 17, 94, 72, 73, 134, 136, 93, 104, 101, 84, 105, 162, 203, 140, 186, 150, 81, 152
    };

    @Test
    void a_picture_agrees_with_scipy_in_8_and_16_bits_and_in_colour() {
        PixelImage grey = Warp.back(PixelImage.of8Bit(WIDTH, HEIGHT, 1, picture(1)), MOTION);
        PixelImage colour = Warp.back(PixelImage.of8Bit(WIDTH, HEIGHT, 3, picture(3)), MOTION);
        short[] deep = new short[SCIPY.length];
        for (int i = 0; i < deep.length; i++) {
            deep[i] = (short) ((picture(1)[i] & 0xff) * 257);
        }
        PixelImage grey16 = Warp.back(PixelImage.of16Bit(WIDTH, HEIGHT, 1, deep), MOTION);

        for (int i = 0; i < SCIPY.length; i++) {
            assertThat(grey.samples8()[i] & 0xff).isEqualTo(SCIPY[i]);
            assertThat(colour.samples8()[3 * i + 2] & 0xff).isEqualTo(SCIPY[i]);
            assertThat((grey16.samples16()[i] & 0xffff) / 257f).isCloseTo(SCIPY[i], within(0.51f));
        }
    }

    @Test
    void values_beyond_the_border_are_the_given_one() {
        float[] moved = Warp.back(new float[] {1, 2, 3, 4}, 2, 2, new Motion(0, 0.5, 0), -1);

        assertThat(moved).containsExactly(2, -1, 4, -1);
    }

    @Test
    void shown_is_what_the_picture_has() {
        Motion right = new Motion(0, 0.25, 0);

        assertThat(Warp.place(40, 20, right, 0.7, 0.5).isInside()).isTrue();
        assertThat(Warp.place(40, 20, right, 0.8, 0.5).isInside()).isFalse();
        assertThat(Warp.place(40, 20, new Motion(90, 0, 0), 0.9, 0.5).isInside())
                .isFalse();
        assertThat(Warp.place(40, 20, new Motion(90, 0, 0), 0.7, 0.1).isInside())
                .isTrue();
    }

    @Test
    void a_motion_and_its_inverse_give_the_inner_values_back() {
        float[] values = new float[64 * 64];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (Math.sin(i % 64 / 9.0) + Math.cos(i / 64 / 7.0));
        }

        float[] back = Warp.back(Warp.back(values, 64, 64, MOTION, 0), 64, 64, MOTION.inverse(), 0);

        for (int y = 24; y < 40; y++) {
            for (int x = 24; x < 40; x++) {
                assertThat(back[y * 64 + x]).isCloseTo(values[y * 64 + x], within(0.02f));
            }
        }
    }

    @Test
    void quarter_turns_are_exact() {
        PixelImage picture = PixelImage.of8Bit(2, 2, 1, new byte[] {1, 2, 3, 4});

        assertThat(Warp.back(picture, new Motion(-90, 0, 0)).samples8()).containsExactly(3, 1, 4, 2);
    }

    private static byte[] picture(int channels) {
        byte[] samples = new byte[WIDTH * HEIGHT * channels];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            for (int channel = 0; channel < channels; channel++) {
                samples[i * channels + channel] = (byte) (i * 29 % 83 * 3);
            }
        }
        return samples;
    }
}
