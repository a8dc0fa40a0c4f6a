package org.patchbank.evaluation.synthetic;

import java.util.Random;
import org.patchbank.image.PixelImage;

/**
 * Blots in the shape of thresholded Perlin noise, filled with the picture's own texture from elsewhere, mirrored and brightened or
 * darkened, and blended in (DRAEM, Zavrtanik et al. 2021, section 3.3; its foreign textures are left out).
 */
final class PerlinDefect {
    private static final double LIMIT = 0.5;
    private static final int FEWEST_CELLS = 2;
    private static final int MOST_CELLS = 8;
    private static final double LEAST_OPACITY = 0.4;
    private static final double SHADE = 0.6;
    private static final int TRIES = 50;

    private PerlinDefect() {}

    static PixelImage on(PixelImage good, Random random) {
        for (int i = 0; i < TRIES; i++) {
            Canvas canvas = new Canvas(good);
            if (paint(good, canvas, random) > 0) {
                return canvas.picture();
            }
        }
        throw new IllegalStateException("noise never rose above its limit");
    }

    /** @return how many pixels were changed */
    private static int paint(PixelImage good, Canvas canvas, Random random) {
        int columns = FEWEST_CELLS + random.nextInt(MOST_CELLS - FEWEST_CELLS + 1);
        int rows = FEWEST_CELLS + random.nextInt(MOST_CELLS - FEWEST_CELLS + 1);
        PerlinNoise noise = new PerlinNoise(columns, rows, random);
        double opacity = LEAST_OPACITY + (1 - LEAST_OPACITY) * random.nextDouble();
        double shade = 1 + (random.nextBoolean() ? 1 : -1) * SHADE * (0.3 + 0.7 * random.nextDouble());
        int shift = random.nextInt(good.width());
        int painted = 0;
        for (int y = 0; y < good.height(); y++) {
            for (int x = 0; x < good.width(); x++) {
                if (noise.at((x + 0.5) * columns / good.width(), (y + 0.5) * rows / good.height()) > LIMIT) {
                    painted++;
                    int sourceX = (good.width() - 1 - x + shift) % good.width();
                    for (int channel = 0; channel < good.channels(); channel++) {
                        double texture = shade * good.sample(sourceX, y, channel);
                        canvas.set(x, y, channel, (1 - opacity) * good.sample(x, y, channel) + opacity * texture);
                    }
                }
            }
        }
        return painted;
    }
}
