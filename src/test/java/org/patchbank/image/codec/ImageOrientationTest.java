package org.patchbank.image.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbank.image.Orientation;
import org.patchbank.image.PixelImage;

class ImageOrientationTest {
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    /** Stored: 1 2 3 / 4 5 6. Expected: as the eye should see it, by the EXIF 2.3 table. */
    @ParameterizedTest
    @CsvSource({
        "1, 1 2 3 / 4 5 6",
        "2, 3 2 1 / 6 5 4",
        "3, 6 5 4 / 3 2 1",
        "4, 4 5 6 / 1 2 3",
        "5, 1 4 / 2 5 / 3 6",
        "6, 4 1 / 5 2 / 6 3",
        "7, 6 3 / 5 2 / 4 1",
        "8, 3 6 / 2 5 / 1 4"
    })
    void tiff_is_turned_upright(int orientation, String expected) {
        byte[] tiff = TestImages.tiff(3, 2, 8, 1, new byte[] {1, 2, 3, 4, 5, 6}, 1, 274, orientation);

        assertThat(rows(decoder.decode(tiff))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void jpeg_is_turned_as_a_tiff_is(int orientation) {
        byte[] jpeg = TestImages.write(TestImages.grey(), "jpeg");
        PixelImage stored = decoder.decode(jpeg);

        PixelImage turned = decoder.decode(TestImages.withOrientation(jpeg, orientation));

        assertThat(turned.samples8())
                .isEqualTo(Orientation.upright(stored, orientation).samples8());
        assertThat(turned.width()).isEqualTo(orientation < 5 ? stored.width() : stored.height());
    }

    @Test
    void colour_and_16_bits_are_turned_whole() {
        PixelImage deep = PixelImage.of16Bit(2, 1, 3, new short[] {1, 2, 3, 4, 5, 6});

        assertThat(Orientation.upright(deep, 2).samples16()).containsExactly(4, 5, 6, 1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 77})
    void an_orientation_out_of_range_changes_nothing(int orientation) {
        byte[] jpeg = TestImages.write(TestImages.colour(BufferedImage.TYPE_3BYTE_BGR), "jpeg");

        assertThat(decoder.decode(TestImages.withOrientation(jpeg, orientation)).samples8())
                .isEqualTo(decoder.decode(jpeg).samples8());
    }

    private static String rows(PixelImage image) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < image.samples8().length; i++) {
            text.append(i == 0 ? "" : i % image.width() == 0 ? " / " : " ").append(image.samples8()[i]);
        }
        return text.toString();
    }
}
