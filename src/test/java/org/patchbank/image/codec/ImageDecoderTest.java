package org.patchbank.image.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbank.image.PixelImage;

class ImageDecoderTest {
    /** 8 x 4 pixels of cyan 55, magenta 175, yellow 215, black 0, as Adobe writes them: inverted. */
    private static final String CMYK_JPEG =
            "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwANCQoLCggNCwoLDg4NDxMgFRMSEhMnHB4XIC4pMTAuKS0sMzpKPjM2RjcsLUBXQUZMTlJTUjI+"
                    + "WmFaUGBKUVJP/8AAFAgABAAIBEMRAE0RAFkRAEsRAP/EABYAAQEBAAAAAAAAAAAAAAAAAAYFB//EABQQAQAAAAAAAAAAAAAAAAAA"
                    + "AAD/2gAOBEMATQBZAEsAAD8AWIIS05//2Q==";

    private static final int ADOBE_TRANSFORM = 17;
    private static final String LOSSY_WEBP =
            "UklGRjoAAABXRUJQVlA4IC4AAADQAQCdASoIAAQAAUAmJaACdLoB+AADsAD+6Di/+YJX5Bu1D/7B384D84D+igAA";
    private static final String HALF_TRANSPARENT_WEBP = "UklGRiAAAABXRUJQVlA4TBMAAAAvB8AAEA8wUIM8KPMfhyh8RP8DAA==";
    private static final String SIDEWAYS_WEBP =
            "UklGRlIAAABXRUJQVlA4WAoAAAAIAAAABwAAAwAAVlA4TBEAAAAvB8AAAAdQqCIXpf+BiOh/AABFWElGGgAAAE1NACoAAAAIAAEBEgAD"
                    + "AAAAAQAGAAAAAAAA";

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void lossless_colour_comes_back_exactly(String format) {
        PixelImage image = decoder.decode(TestImages.write(TestImages.colour(BufferedImage.TYPE_3BYTE_BGR), format));

        assertColours(image, 0);
    }

    @Test
    void colour_jpeg_comes_back_nearly() {
        BufferedImage colour = TestImages.colour(BufferedImage.TYPE_3BYTE_BGR);

        assertColours(decoder.decode(TestImages.write(colour, "jpeg")), 8);
        assertColours(decoder.decode(TestImages.progressive(colour)), 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff", "jpeg"})
    void grey_stays_one_channel_with_the_stored_values(String format) {
        PixelImage image = decoder.decode(TestImages.write(TestImages.grey(), format));

        assertThat(image.channels()).isEqualTo(1);
        for (int x = 0; x < image.width(); x++) {
            assertThat(image.sample(x, 9, 0)).isCloseTo(TestImages.red(x), within(format.equals("jpeg") ? 2f : 0f));
        }
    }

    @Test
    void progressive_grey_jpeg_stays_one_channel() {
        assertThat(decoder.decode(TestImages.progressive(TestImages.grey())).channels())
                .isEqualTo(1);
    }

    @Test
    void cmyk_jpeg_becomes_rgb() {
        assertColour(decoder.decode(bytes(CMYK_JPEG)), 0, 0, 200, 80, 40, 4);
    }

    @Test
    void ycck_jpeg_becomes_rgb() {
        byte[] ycck = bytes(CMYK_JPEG);
        ycck[ADOBE_TRANSFORM] = 2;

        // Luminance 200, blue 80 and red 40 of the inverse of an inverted picture.
        assertColour(decoder.decode(ycck), 0, 0, 178, 0, 140, 4);
    }

    @ParameterizedTest
    @CsvSource({"1, 0 255 0 255 0 255 0 255", "2, 0 85 170 255 0 85 170 255", "4, 0 17 34 51 238 255 102 119"})
    void grey_png_of_few_bits_is_stretched_to_8(int bits, String expected) {
        byte[] row = switch (bits) {
            case 1 -> new byte[] {0, 0b01010101};
            case 2 -> new byte[] {0, 0b00011011, 0b00011011};
            default -> new byte[] {0, 0x01, 0x23, (byte) 0xef, 0x67};
        };

        PixelImage image = decoder.decode(TestImages.png(8, 1, bits, 0, row));

        assertThat(image.channels()).isEqualTo(1);
        assertThat(samples(image)).isEqualTo(expected);
    }

    @Test
    void grey_png_of_16_bits_keeps_them() {
        PixelImage image = decoder.decode(TestImages.png(2, 1, 16, 0, new byte[] {0, 1, 2, (byte) 0xfe, (byte) 0xdc}));

        assertThat(image.depth()).isEqualTo(16);
        assertThat(image.samples16()).containsExactly((short) 0x0102, (short) 0xfedc);
    }

    @Test
    void colour_png_of_16_bits_keeps_them() {
        PixelImage image = decoder.decode(TestImages.png(1, 1, 16, 2, new byte[] {0, 1, 2, 3, 4, (byte) 0xff, 6}));

        assertThat(image.channels()).isEqualTo(3);
        assertThat(image.samples16()).containsExactly((short) 0x0102, (short) 0x0304, (short) 0xff06);
    }

    @Test
    void colour_palette_becomes_rgb() {
        byte[] palette = TestImages.chunk("PLTE", (byte) 10, (byte) 20, (byte) 30, (byte) 200, (byte) 100, (byte) 50);

        PixelImage image = decoder.decode(TestImages.png(2, 1, 8, 3, new byte[] {0, 1, 0}, palette));

        assertThat(samples(image)).isEqualTo("200 100 50 10 20 30");
    }

    @Test
    void palette_of_greys_stays_one_channel() {
        byte[] palette = TestImages.chunk("PLTE", (byte) 10, (byte) 10, (byte) 10, (byte) 99, (byte) 99, (byte) 99);

        assertThat(samples(decoder.decode(TestImages.png(2, 1, 8, 3, new byte[] {0, 1, 0}, palette))))
                .isEqualTo("99 10");
    }

    @Test
    void transparent_pixels_are_laid_on_white() {
        byte[] rgba = {0, 100, 0, 0, 0, 100, 0, 0, (byte) 255, 100, 0, 0, 51};
        byte[] greyAlpha = {0, 100, 0, 100, (byte) 255};

        assertThat(samples(decoder.decode(TestImages.png(3, 1, 8, 6, rgba))))
                .isEqualTo("255 255 255 100 0 0 224 204 204");
        assertThat(samples(decoder.decode(TestImages.png(2, 1, 8, 4, greyAlpha))))
                .isEqualTo("255 100");
    }

    @Test
    void transparent_colour_of_a_palette_is_laid_on_white() {
        byte[] palette = TestImages.chunk("PLTE", (byte) 10, (byte) 20, (byte) 30, (byte) 200, (byte) 100, (byte) 50);
        byte[] transparency = TestImages.chunk("tRNS", (byte) 0);

        assertThat(samples(decoder.decode(TestImages.png(2, 1, 8, 3, new byte[] {0, 1, 0}, palette, transparency))))
                .isEqualTo("200 100 50 255 255 255");
    }

    @Test
    void grey_tiff_of_16_bits_keeps_them() {
        byte[] strip = ByteBuffer.allocate(4)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 258)
                .putShort((short) -2)
                .array();

        PixelImage image = decoder.decode(TestImages.tiff(2, 1, 16, 1, strip, 1));

        assertThat(image.samples16()).containsExactly((short) 258, (short) -2);
    }

    @Test
    void lossy_webp_is_read() {
        assertColour(decoder.decode(bytes(LOSSY_WEBP)), 3, 2, 200, 80, 40, 6);
    }

    @Test
    void transparent_webp_is_laid_on_white() {
        PixelImage image = decoder.decode(bytes(HALF_TRANSPARENT_WEBP));

        assertColour(image, 0, 0, 255, 255, 255, 0);
        assertColour(image, 7, 0, 200, 80, 40, 0);
    }

    @Test
    void sideways_webp_is_turned() {
        PixelImage image = decoder.decode(bytes(SIDEWAYS_WEBP));

        assertThat(image.width()).isEqualTo(4);
        assertThat(image.height()).isEqualTo(8);
    }

    @Test
    void names_without_a_known_ending_claim_nothing() {
        byte[] png = TestImages.write(TestImages.grey(), "png");

        assertThat(decoder.decode(png, "photo.of.something")).isNotNull();
        assertThat(decoder.decode(png, "application/octet-stream")).isNotNull();
        assertThat(decoder.decode(png, "folder/PHOTO.PNG")).isNotNull();
        assertThat(decoder.decode(png, "image/png; charset=binary")).isNotNull();
    }

    private static void assertColours(PixelImage image, int tolerance) {
        assertThat(image.width()).isEqualTo(TestImages.WIDTH);
        assertThat(image.height()).isEqualTo(TestImages.HEIGHT);
        for (int y = 0; y < image.height(); y += 5) {
            for (int x = 0; x < image.width(); x += 5) {
                assertColour(image, x, y, TestImages.red(x), TestImages.green(y), 90, tolerance);
            }
        }
    }

    private static void assertColour(PixelImage image, int x, int y, int red, int green, int blue, int tolerance) {
        assertThat(image.channels()).isEqualTo(3);
        assertThat(image.sample(x, y, 0)).as("red").isCloseTo(red, within((float) tolerance));
        assertThat(image.sample(x, y, 1)).as("green").isCloseTo(green, within((float) tolerance));
        assertThat(image.sample(x, y, 2)).as("blue").isCloseTo(blue, within((float) tolerance));
    }

    private static String samples(PixelImage image) {
        StringBuilder text = new StringBuilder();
        for (byte sample : image.samples8()) {
            text.append(text.isEmpty() ? "" : " ").append(sample & 0xff);
        }
        return text.toString();
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
