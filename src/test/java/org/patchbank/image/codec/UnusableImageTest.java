package org.patchbank.image.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbank.image.ImageErrorCode;
import org.patchbank.platform.PatchbankException;

class UnusableImageTest {
    private static final String ANIMATED_WEBP =
            "UklGRooAAABXRUJQVlA4WAoAAAACAAAABwAAAwAAQU5JTQYAAAAAAAAAAABBTk1GKgAAAAAAAAAAAAcAAAMAAAAAAAJWUDhMEQAAAC8H"
                    + "wAAAB1CoIhel/4GI6H8AAEFOTUYsAAAAAAAAAAAABwAAAwAAAAAAAFZQOEwUAAAALwfAAAAHUIFUCCAACpr+x4iI/gc=";
    private static final BufferedImage PICTURE = TestImages.colour(BufferedImage.TYPE_3BYTE_BGR);

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @Test
    void empty() {
        assertRefused(new byte[0], ImageErrorCode.IMAGE_EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GIF89a....", "%PDF-1.7", "hello, I am text", "PK\u0003\u0004....", "\u0001\u0002\u0003\u0004"})
    void no_image(String content) {
        assertRefused(content.getBytes(StandardCharsets.ISO_8859_1), ImageErrorCode.IMAGE_UNKNOWN_FORMAT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"part.jpg", "image/jpeg", "PART.TIFF", "part.v2.bmp"})
    void mislabelled(String label) {
        byte[] png = TestImages.write(PICTURE, "png");

        assertThatThrownBy(() -> decoder.decode(png, label))
                .hasMessageContaining(label)
                .hasMessageContaining("PNG")
                .asInstanceOf(InstanceOfAssertFactories.type(PatchbankException.class))
                .extracting(PatchbankException::code)
                .isEqualTo(ImageErrorCode.IMAGE_MISLABELLED);
    }

    @Test
    void more_bytes_than_the_limit() {
        byte[] png = TestImages.write(PICTURE, "png");
        ImageDecoder strict = new ImageDecoder(new ImageLimits(png.length - 1, 1_000_000, 1));

        assertThat(code(strict, png)).isEqualTo(ImageErrorCode.IMAGE_TOO_MANY_BYTES);
        assertThat(new ImageDecoder(new ImageLimits(png.length, 1_000_000, 1)).decode(png))
                .isNotNull();
    }

    @Test
    void a_bomb_is_known_by_its_header() {
        byte[] bomb = TestImages.png(60_000, 60_000, 8, 2, new byte[1000]);

        assertRefused(bomb, ImageErrorCode.IMAGE_TOO_MANY_PIXELS);
    }

    @Test
    void a_size_whose_pixels_overflow_is_too_large() {
        assertRefused(TestImages.png(0x7fffffff, 0x7fffffff, 8, 2, new byte[10]), ImageErrorCode.IMAGE_TOO_MANY_PIXELS);
        assertRefused(TestImages.png(-1, -1, 8, 2, new byte[10]), ImageErrorCode.IMAGE_TOO_MANY_PIXELS);
    }

    @Test
    void no_pixels() {
        assertRefused(TestImages.png(0, 5, 8, 2, new byte[10]), ImageErrorCode.IMAGE_CORRUPT);
    }

    @ParameterizedTest
    @CsvSource({
        "jpeg, 0.1", "jpeg, 0.5", "jpeg, 0.99",
        "png, 0.1", "png, 0.5", "png, 0.99",
        "bmp, 0.1", "bmp, 0.5", "bmp, 0.99",
        "tiff, 0.3", "tiff, 0.5", "tiff, 0.99"
    })
    void truncated(String format, double share) {
        byte[] whole = TestImages.write(PICTURE, format);

        assertRefused(Arrays.copyOf(whole, (int) (whole.length * share)), ImageErrorCode.IMAGE_TRUNCATED);
    }

    @Test
    void truncated_progressive_jpeg() {
        byte[] whole = TestImages.progressive(PICTURE);

        assertRefused(Arrays.copyOf(whole, whole.length * 3 / 4), ImageErrorCode.IMAGE_TRUNCATED);
    }

    @Test
    void truncated_jpeg_whose_end_was_mended() {
        byte[] whole = TestImages.write(PICTURE, "jpeg");
        byte[] half = Arrays.copyOf(whole, whole.length * 3 / 4);
        half[half.length - 2] = (byte) 0xff;
        half[half.length - 1] = (byte) 0xd9;

        assertRefused(half, ImageErrorCode.IMAGE_TRUNCATED);
    }

    @Test
    void truncated_webp() {
        byte[] whole = Base64.getDecoder().decode(ANIMATED_WEBP);

        assertRefused(Arrays.copyOf(whole, 60), ImageErrorCode.IMAGE_TRUNCATED);
    }

    @Test
    void png_with_a_flipped_bit() {
        byte[] png = TestImages.write(PICTURE, "png");
        png[png.length / 2] ^= 4;

        assertRefused(png, ImageErrorCode.IMAGE_CORRUPT);
    }

    @Test
    void png_with_too_few_rows() {
        assertRefused(TestImages.png(100, 100, 8, 2, new byte[1000]), ImageErrorCode.IMAGE_CORRUPT);
    }

    @Test
    void jpeg_with_noise_for_data() {
        byte[] jpeg = TestImages.write(PICTURE, "jpeg");
        Arrays.fill(jpeg, jpeg.length * 2 / 3, jpeg.length - 2, (byte) 0x5b);

        assertThat(code(decoder, jpeg)).isIn(ImageErrorCode.IMAGE_CORRUPT, ImageErrorCode.IMAGE_TRUNCATED);
    }

    @Test
    void jpeg_that_repeats_its_scans_for_ever() {
        byte[] jpeg = TestImages.progressive(PICTURE);
        int scan = lastScan(jpeg);
        byte[] repeated = Arrays.copyOf(jpeg, scan + 200 * (jpeg.length - 2 - scan) + 2);
        for (int at = scan; at + jpeg.length - 2 - scan <= repeated.length - 2; at += jpeg.length - 2 - scan) {
            System.arraycopy(jpeg, scan, repeated, at, jpeg.length - 2 - scan);
        }
        repeated[repeated.length - 2] = (byte) 0xff;
        repeated[repeated.length - 1] = (byte) 0xd9;

        assertRefused(repeated, ImageErrorCode.IMAGE_CORRUPT);
    }

    private static int lastScan(byte[] jpeg) {
        int at = jpeg.length - 2;
        while (jpeg[at] != (byte) 0xff || jpeg[at + 1] != (byte) 0xda) {
            at--;
        }
        return at;
    }

    @Test
    void animated_png() {
        byte[] control = TestImages.chunk(
                "acTL", (byte) 0, (byte) 0, (byte) 0, (byte) 3, (byte) 0, (byte) 0, (byte) 0, (byte) 0);

        assertRefused(TestImages.png(1, 1, 8, 0, new byte[2], control), ImageErrorCode.IMAGE_MANY_PAGES);
    }

    @Test
    void animated_webp() {
        assertRefused(Base64.getDecoder().decode(ANIMATED_WEBP), ImageErrorCode.IMAGE_MANY_PAGES);
    }

    @Test
    void tiff_of_two_pages() {
        assertRefused(TestImages.tiff(2, 1, 8, 1, new byte[2], 2), ImageErrorCode.IMAGE_MANY_PAGES);
    }

    @Test
    void tiff_whose_pages_run_in_a_circle() {
        byte[] tiff = TestImages.tiff(2, 1, 8, 1, new byte[2], 1);
        tiff[tiff.length - 2 - 4] = 8;

        assertRefused(tiff, ImageErrorCode.IMAGE_CORRUPT);
    }

    @Test
    void tiff_field_of_unknown_type_takes_no_memory() {
        byte[] tiff = withField(273, 99, 100_000_000);

        assertRefused(tiff, ImageErrorCode.IMAGE_CORRUPT);
    }

    @Test
    void tiff_field_that_states_more_values_than_the_file_holds() {
        assertRefused(withField(273, 4, Integer.MAX_VALUE), ImageErrorCode.IMAGE_TRUNCATED);
    }

    @Test
    void tiff_whose_fields_all_claim_the_same_bytes() {
        int[] fields = new int[200];
        for (int i = 0; i < fields.length; i += 2) {
            fields[i] = 60_000 + i;
        }
        byte[] tiff = TestImages.tiff(60, 60, 8, 1, new byte[3600], 1, fields);
        ByteBuffer buffer = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 10 + 6 * 12; buffer.getShort(at) < 0; at += 12) {
            buffer.putShort(at + 2, (short) 1).putInt(at + 4, 3600).putInt(at + 8, 8);
        }

        assertRefused(tiff, ImageErrorCode.IMAGE_CORRUPT);
    }

    @Test
    void palette_png_with_a_text_that_unpacks_to_gigabytes() {
        byte[] text = TestImages.chunk("zTXt", TestImages.packedZeros(200_000_000));
        byte[] palette = TestImages.chunk("PLTE", new byte[] {0, 0, 0, 9, 9, 9});

        assertThat(decoder.decode(TestImages.png(1, 1, 8, 3, new byte[] {0, 1}, palette, text))
                        .samples8())
                .containsOnly(9);
    }

    /** A TIFF whose field {@code tag} states this type and count. */
    private static byte[] withField(int tag, int type, int count) {
        byte[] tiff = TestImages.tiff(2, 1, 8, 1, new byte[2], 1);
        ByteBuffer buffer = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
        int at = 10;
        while (buffer.getShort(at) != tag) {
            at += 12;
        }
        buffer.putShort(at + 2, (short) type).putInt(at + 4, count);
        return tiff;
    }

    @Test
    void floating_point_tiff() {
        assertRefused(TestImages.tiff(1, 1, 32, 1, new byte[4], 1, 339, 3), ImageErrorCode.IMAGE_UNSUPPORTED);
    }

    @Test
    void a_jpeg_with_a_broken_profile_is_fine() {
        byte[] jpeg = TestImages.write(PICTURE, "jpeg");
        byte[] profile = {
            (byte) 0xff, (byte) 0xe2, 0, 20, 'I', 'C', 'C', '_', 'P', 'R', 'O', 'F', 'I', 'L', 'E', 0, 1, 1, 7, 7, 7, 7
        };
        byte[] marked = new byte[jpeg.length + profile.length];
        System.arraycopy(jpeg, 0, marked, 0, 2);
        System.arraycopy(profile, 0, marked, 2, profile.length);
        System.arraycopy(jpeg, 2, marked, 2 + profile.length, jpeg.length - 2);

        assertThat(decoder.decode(marked).samples8())
                .isEqualTo(decoder.decode(jpeg).samples8());
    }

    @Test
    void bytes_after_the_end_of_a_jpeg_are_ignored() {
        byte[] jpeg = TestImages.write(PICTURE, "jpeg");

        assertThat(decoder.decode(Arrays.copyOf(jpeg, jpeg.length + 500)).samples8())
                .isEqualTo(decoder.decode(jpeg).samples8());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "bmp", "tiff"})
    void damage_anywhere_ends_in_an_image_or_in_one_of_these_errors(String format) {
        byte[] whole = TestImages.write(PICTURE, format);
        java.util.Random random = new java.util.Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) : whole.length);
            for (int flips = 0; flips < 3 && damaged.length > 4; flips++) {
                damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
            }
            try {
                decoder.decode(damaged);
            } catch (PatchbankException e) {
                assertThat(e.code()).isInstanceOf(ImageErrorCode.class);
                assertThat(e.remedy()).isNotBlank();
            }
        }
    }

    private void assertRefused(byte[] bytes, ImageErrorCode expected) {
        assertThat(code(decoder, bytes)).isEqualTo(expected);
    }

    private static Object code(ImageDecoder decoder, byte[] bytes) {
        try {
            decoder.decode(bytes);
            return "decoded";
        } catch (PatchbankException e) {
            assertThat(e.remedy()).isNotBlank();
            return e.code();
        }
    }
}
