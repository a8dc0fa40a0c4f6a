package org.patchbank.image.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbank.image.PixelImage;

class PngEncoderTest {
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void samples_of_8_bits_come_back(int channels) {
        byte[] samples = new byte[37 * 23 * channels];
        new Random(1).nextBytes(samples);

        PixelImage back = decoder.decode(PngEncoder.encode(PixelImage.of8Bit(37, 23, channels, samples)));

        assertThat(back.width()).isEqualTo(37);
        assertThat(back.height()).isEqualTo(23);
        assertThat(back.channels()).isEqualTo(channels);
        assertThat(back.samples8()).isEqualTo(samples);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void samples_of_16_bits_come_back(int channels) {
        short[] samples = new short[37 * 23 * channels];
        Random random = new Random(1);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) random.nextInt();
        }

        PixelImage back = decoder.decode(PngEncoder.encode(PixelImage.of16Bit(37, 23, channels, samples)));

        assertThat(back.channels()).isEqualTo(channels);
        assertThat(back.samples16()).isEqualTo(samples);
    }

    @Test
    void same_image_same_bytes() {
        PixelImage image = PixelImage.of8Bit(2, 1, 1, new byte[] {1, 2});

        assertThat(PngEncoder.encode(image)).isEqualTo(PngEncoder.encode(image));
    }
}
