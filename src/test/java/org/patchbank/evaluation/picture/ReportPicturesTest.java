package org.patchbank.evaluation.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.patchbank.image.PixelImage;

class ReportPicturesTest {
    @Test
    void grey_images_become_grey_jpegs() throws IOException {
        PixelImage image = PixelImage.of16Bit(8, 8, 1, new short[64]);

        BufferedImage jpeg = ImageIO.read(new ByteArrayInputStream(ReportPictures.jpeg(image, 0.9f)));

        assertThat(jpeg.getRaster().getNumBands()).isEqualTo(1);
        assertThat(jpeg.getRaster().getSample(3, 3, 0)).isZero();
    }

    @Test
    void thumbnail_shrinks_by_means_and_never_enlarges() {
        PixelImage image = PixelImage.of8Bit(4, 2, 1, new byte[] {0, 10, 20, 30, 40, 50, 60, 70});

        PixelImage small = ReportPictures.thumbnail(image, 2);

        assertThat(small.width()).isEqualTo(2);
        assertThat(small.height()).isEqualTo(1);
        assertThat(small.sample(0, 0, 0)).isEqualTo(25);
        assertThat(ReportPictures.thumbnail(image, 100).width()).isEqualTo(4);
    }
}
