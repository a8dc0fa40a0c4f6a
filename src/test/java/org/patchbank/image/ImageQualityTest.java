package org.patchbank.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageQualityTest {
    /** By numpy and scipy.ndimage.convolve over the inner pixels. */
    @Test
    void brightness_contrast_and_sharpness_are_those_of_numpy() {
        byte[] samples = new byte[40 * 31 * 3];
        for (int y = 0; y < 31; y++) {
            for (int x = 0; x < 40; x++) {
                int i = (y * 40 + x) * 3;
                samples[i] = (byte) ((x * 7 + y * 3) % 256);
                samples[i + 1] = (byte) (x * y % 256);
                samples[i + 2] = (byte) ((200 - x * 2 + y) % 256);
            }
        }

        ImageQuality quality = ImageQuality.of(PixelImage.of8Bit(40, 31, 3, samples));

        assertThat(quality.brightness()).isCloseTo(121.62793829401087f, within(1e-4f));
        assertThat(quality.contrast()).isCloseTo(50.656806937465376f, within(1e-4f));
        assertThat(quality.sharpness()).isCloseTo(3.5818926901047874f, within(1e-5f));
    }

    @Test
    void dimmer_lamp_lowers_brightness_and_contrast_alone() {
        float[] scene = scene(300, 200, 1);
        ImageQuality bright = ImageQuality.of(grey16(scene, 300, 200, 1));
        ImageQuality dim = ImageQuality.of(grey16(scene, 300, 200, 0.5f));

        assertThat(dim.brightness()).isCloseTo(bright.brightness() / 2, within(0.1f));
        assertThat(dim.contrast()).isCloseTo(bright.contrast() / 2, within(0.1f));
        assertThat(dim.sharpness()).isCloseTo(bright.sharpness(), within(bright.sharpness() / 100));
    }

    @Test
    void lens_out_of_focus_lowers_sharpness() {
        ImageQuality sharp = ImageQuality.of(grey16(scene(300, 200, 1), 300, 200, 1));
        ImageQuality blurred = ImageQuality.of(grey16(scene(300, 200, 3), 300, 200, 1));

        assertThat(blurred.sharpness()).isLessThan(sharp.sharpness() / 2);
        assertThat(blurred.brightness()).isCloseTo(sharp.brightness(), within(3f));
    }

    @Test
    void large_image_is_measured_at_as_many_points_as_a_small_one() {
        ImageQuality small = ImageQuality.of(grey16(scene(140, 140, 1), 140, 140, 1));
        ImageQuality large = ImageQuality.of(grey16(scene(1400, 1400, 1), 1400, 1400, 1));

        assertThat(large.brightness()).isCloseTo(small.brightness(), within(3f));
        assertThat(large.sharpness()).isCloseTo(small.sharpness(), within(small.sharpness() / 10));
    }

    @Test
    void flat_and_tiny_images_have_no_contrast() {
        ImageQuality flat = ImageQuality.of(PixelImage.of8Bit(5, 4, 1, new byte[20]));
        ImageQuality tiny = ImageQuality.of(PixelImage.of8Bit(1, 1, 1, new byte[] {(byte) 200}));

        assertThat(flat).isEqualTo(new ImageQuality(0, 0, 0));
        assertThat(tiny).isEqualTo(new ImageQuality(200, 0, 0));
    }

    /** Noise, smeared over {@code blur} pixels of its row. */
    private static float[] scene(int width, int height, int blur) {
        Random random = new Random(9);
        float[] noise = new float[width * height];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = 60 + random.nextInt(140);
        }
        float[] scene = new float[noise.length];
        for (int i = 0; i < noise.length; i++) {
            for (int k = 0; k < blur; k++) {
                scene[i] += noise[(i + k) % noise.length] / blur;
            }
        }
        return scene;
    }

    private static PixelImage grey16(float[] scene, int width, int height, float light) {
        short[] samples = new short[scene.length];
        for (int i = 0; i < scene.length; i++) {
            samples[i] = (short) Math.round(scene[i] * light * 257);
        }
        return PixelImage.of16Bit(width, height, 1, samples);
    }
}
