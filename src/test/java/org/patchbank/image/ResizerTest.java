package org.patchbank.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizerTest {
    /** Expected values come from Pillow 13.0.0, {@code resize(size, Image.BILINEAR)}, of samples {@code i * 37 % 251}. */
    @ParameterizedTest
    @CsvSource({
        "7, 5, 3, 2, 1, 40 119 198 56 135 186",
        "3, 2, 5, 4, 1, 0 15 37 59 74 28 43 65 87 102 83 98 120 142 157 111 126 148 170 185",
        "4, 3, 4, 2, 1, 56 93 130 72 84 121 158 101",
        "5, 9, 2, 9, 1, 37 111 154 56 156 150 90 164 104 98 198 100 143 137 77 151 91 85",
        "6, 4, 3, 3, 3, 85 97 134 154 97 112 134 128 90 110 147 131 132 122 143 131 96 133 160 121 101 131 168 107 101 138 100",
        "11, 10, 4, 3, 1, 112 124 128 125 114 127 134 127 129 119 120 118",
        "5, 4, 9, 2, 3, 38 75 112 75 100 137 137 142 179 134 104 141 116 46 83 118 108 125 128 153 146 170 135 89 195 124 54 121 158 195 122 123 160 125 66 103 110 87 124 92 129 166 154 131 108 191 129 70 134 111 112 99 100 137"
    })
    void every_bit_is_as_pillow_makes_it(
            int width, int height, int toWidth, int toHeight, int channels, String expected) {
        byte[] samples = new byte[width * height * channels];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i * 37 % 251);
        }

        PixelImage resized = Resizer.resize(PixelImage.of8Bit(width, height, channels, samples), toWidth, toHeight);

        assertThat(resized.width()).isEqualTo(toWidth);
        assertThat(resized.height()).isEqualTo(toHeight);
        int[] values =
                Arrays.stream(expected.split(" ")).mapToInt(Integer::parseInt).toArray();
        for (int i = 0; i < values.length; i++) {
            assertThat(resized.samples8()[i] & 0xff).as("sample " + i).isEqualTo(values[i]);
        }
    }

    @Test
    void same_size_is_the_same_image() {
        PixelImage image = PixelImage.of8Bit(2, 1, 1, new byte[] {1, 2});

        assertThat(Resizer.resize(image, 2, 1)).isSameAs(image);
    }

    @Test
    void deep_samples_keep_16_bits() {
        PixelImage deep = PixelImage.of16Bit(2, 2, 1, new short[] {1000, 1001, 1002, (short) 65535});

        assertThat(Resizer.resize(deep, 1, 1).samples16()).containsExactly((short) 17135);
        assertThat(Resizer.resize(deep, 2, 1).samples16()).containsExactly((short) 1001, (short) 33268);
    }

    @Test
    void flat_images_stay_flat_at_both_ends_of_the_scale() {
        for (int level : new int[] {0, 1, 127, 254, 255}) {
            byte[] samples = new byte[97 * 61 * 3];
            Arrays.fill(samples, (byte) level);

            byte[] resized = Resizer.resize(PixelImage.of8Bit(97, 61, 3, samples), 32, 40)
                    .samples8();

            assertThat(resized).containsOnly((byte) level);
        }
    }

    @Test
    void no_size_is_refused() {
        PixelImage image = PixelImage.of8Bit(1, 1, 1, new byte[1]);

        assertThatThrownBy(() -> Resizer.resize(image, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
