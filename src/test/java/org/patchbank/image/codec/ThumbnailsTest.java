package org.patchbank.image.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.image.PixelImage;
import org.patchbank.image.Window;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.FolderImageStore;
import org.patchbank.platform.storage.ImageStore;

class ThumbnailsTest {
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    private final AtomicInteger reads = new AtomicInteger();

    @TempDir
    Path folder;

    private ImageStore store;

    @BeforeEach
    void open() {
        store = new FolderImageStore(folder);
    }

    @Test
    void longer_side_has_the_wanted_size_and_colours_stay() {
        PixelImage image = filled(600, 300, 3, 200, 120, 40);

        PixelImage small = decoder.decode(draw(thumbnails(1 << 20), image, ThumbnailSize.MEDIUM));

        assertThat(small.width()).isEqualTo(240);
        assertThat(small.height()).isEqualTo(120);
        assertThat(small.sample(60, 60, 0)).isCloseTo(200, offset(4f));
        assertThat(small.sample(60, 60, 1)).isCloseTo(120, offset(4f));
        assertThat(small.sample(60, 60, 2)).isCloseTo(40, offset(4f));
    }

    @Test
    void grey_of_16_bits_becomes_grey_of_8_and_small_images_stay_small() {
        short[] samples = new short[50 * 20];
        java.util.Arrays.fill(samples, (short) 40_000);

        PixelImage small =
                decoder.decode(draw(thumbnails(1 << 20), PixelImage.of16Bit(50, 20, 1, samples), ThumbnailSize.SMALL));

        assertThat(small.width()).isEqualTo(50);
        assertThat(small.channels()).isEqualTo(1);
        assertThat(small.sample(10, 10, 0)).isCloseTo(40_000 / 257f, offset(3f));
    }

    @Test
    void one_that_was_drawn_is_not_drawn_again_while_there_is_room() {
        Thumbnails roomy = thumbnails(1 << 20);
        PixelImage image = filled(300, 300, 1, 90);
        draw(roomy, image, ThumbnailSize.SMALL);
        draw(roomy, image, ThumbnailSize.SMALL);
        assertThat(reads).hasValue(1);
        draw(roomy, image, ThumbnailSize.LARGE);
        assertThat(reads).hasValue(2);

        Thumbnails cramped = thumbnails(100);
        draw(cramped, image, ThumbnailSize.SMALL);
        draw(cramped, image, ThumbnailSize.SMALL);
        assertThat(reads).hasValue(4);
    }

    @Test
    void part_keeps_its_pixels_and_is_cut_once() {
        Thumbnails roomy = thumbnails(1 << 20);
        byte[] samples = new byte[40 * 30];
        samples[12 * 40 + 7] = 99;
        byte[] file = PngEncoder.encode(PixelImage.of8Bit(40, 30, 1, samples));
        String sha256 = store.put(BlobKind.IMAGE, file);
        for (int i = 0; i < 2; i++) {
            PixelImage part = decoder.decode(roomy.cut(sha256, new Window(5, 10, 20, 15), () -> {
                reads.incrementAndGet();
                return file;
            }));
            assertThat(part.width()).isEqualTo(20);
            assertThat(part.height()).isEqualTo(15);
            assertThat(part.sample(2, 2, 0)).isEqualTo(99);
        }
        assertThat(reads).hasValue(1);
    }

    @Test
    void none_is_given_of_an_image_that_was_removed() {
        Thumbnails thumbnails = thumbnails(1 << 20);
        String sha256 = store.put(BlobKind.IMAGE, PngEncoder.encode(filled(300, 300, 1, 90)));
        draw(thumbnails, sha256, ThumbnailSize.SMALL);
        store.delete(BlobKind.IMAGE, sha256);

        assertThatThrownBy(() -> draw(thumbnails, sha256, ThumbnailSize.SMALL)).isInstanceOf(PatchbankException.class);
    }

    @Test
    void other_sizes_are_none() {
        assertThat(ThumbnailSize.of("480")).isEqualTo(ThumbnailSize.LARGE);
        assertThatThrownBy(() -> ThumbnailSize.of("481")).isInstanceOf(IllegalArgumentException.class);
    }

    private Thumbnails thumbnails(long mostBytes) {
        return new Thumbnails(decoder, store, mostBytes, 1);
    }

    private byte[] draw(Thumbnails thumbnails, PixelImage image, ThumbnailSize size) {
        return draw(thumbnails, store.put(BlobKind.IMAGE, PngEncoder.encode(image)), size);
    }

    private byte[] draw(Thumbnails thumbnails, String sha256, ThumbnailSize size) {
        return thumbnails.draw(sha256, size, () -> {
            reads.incrementAndGet();
            return store.read(BlobKind.IMAGE, sha256);
        });
    }

    private static PixelImage filled(int width, int height, int channels, int... colour) {
        byte[] samples = new byte[width * height * channels];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) colour[i % channels];
        }
        return PixelImage.of8Bit(width, height, channels, samples);
    }
}
