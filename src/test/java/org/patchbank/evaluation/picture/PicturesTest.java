package org.patchbank.evaluation.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.patchbank.image.PixelImage;

class PicturesTest {
    @Test
    void png_keeps_colours() throws IOException {
        PixelImage image = PixelImage.of8Bit(2, 1, 3, new byte[] {(byte) 255, 0, 7, 1, 2, 3});

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(Pictures.png(image)));

        assertThat(read.getRGB(0, 0) & 0xffffff).isEqualTo(0xff0007);
        assertThat(read.getRGB(1, 0) & 0xffffff).isEqualTo(0x010203);
    }

    @Test
    void png_and_jpeg_of_grey_images_have_one_band() throws IOException {
        PixelImage image = PixelImage.of16Bit(2, 2, 1, new short[] {0, 257 * 100, (short) 65535, 257});

        BufferedImage png = ImageIO.read(new ByteArrayInputStream(Pictures.png(image)));
        assertThat(png.getRaster().getNumBands()).isEqualTo(1);
        assertThat(png.getRaster().getSample(1, 0, 0)).isEqualTo(100);
        assertThat(ImageIO.read(new ByteArrayInputStream(Pictures.jpeg(image, 0.9f)))
                        .getRaster()
                        .getNumBands())
                .isEqualTo(1);
    }

    @Test
    void thumbnail_shrinks_by_means_and_never_enlarges() {
        PixelImage image = PixelImage.of8Bit(4, 2, 1, new byte[] {0, 10, 20, 30, 40, 50, 60, 70});

        PixelImage small = Pictures.thumbnail(image, 2);

        assertThat(small.width()).isEqualTo(2);
        assertThat(small.height()).isEqualTo(1);
        assertThat(small.sample(0, 0, 0)).isEqualTo(25);
        assertThat(Pictures.thumbnail(image, 100).width()).isEqualTo(4);
    }
}
