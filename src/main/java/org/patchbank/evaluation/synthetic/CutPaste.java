package org.patchbank.evaluation.synthetic;

import java.util.Random;
import org.patchbank.image.PixelImage;

/**
 * A rectangle of the picture pasted elsewhere, a little brighter or darker (CutPaste, Li et al. 2021, section 2.1). Area 2 to 15 % of the picture,
 * aspect ratio 0.3 to 3.3.
 */
final class CutPaste {
    private static final double SMALLEST_AREA = 0.02;
    private static final double LARGEST_AREA = 0.15;
    private static final double NARROWEST = 0.3;
    private static final double JITTER = 0.1;

    private CutPaste() {}

    static PixelImage on(PixelImage good, Random random) {
        double area =
                good.width() * good.height() * (SMALLEST_AREA + random.nextDouble() * (LARGEST_AREA - SMALLEST_AREA));
        double aspect = Math.exp((2 * random.nextDouble() - 1) * -Math.log(NARROWEST));
        int width = (int) Math.max(1, Math.min(good.width(), Math.sqrt(area * aspect)));
        int height = (int) Math.max(1, Math.min(good.height(), Math.sqrt(area / aspect)));
        int fromX = random.nextInt(good.width() - width + 1);
        int fromY = random.nextInt(good.height() - height + 1);
        int toX = random.nextInt(good.width() - width + 1);
        int toY = random.nextInt(good.height() - height + 1);
        double brightness = 1 + (2 * random.nextDouble() - 1) * JITTER;
        Canvas canvas = new Canvas(good);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < good.channels(); channel++) {
                    canvas.set(toX + x, toY + y, channel, brightness * good.sample(fromX + x, fromY + y, channel));
                }
            }
        }
        return canvas.picture();
    }
}
