package org.patchbank.testing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/**
 * Draws photographs of a plate: its left half is brushed and differs from part to part, its right half is smooth; it has a slot and a
 * hole, so that it looks different when it is turned. It lies on a light ground with space around it. The same seed gives the same picture.
 */
public final class BrushedParts {
    private static final int SIZE = 160;
    private static final int LEFT = 36;
    private static final int TOP = 44;
    private static final int WIDTH = 88;
    private static final int HEIGHT = 72;

    private BrushedParts() {}

    /**
     * One photograph.
     *
     * @param quarterTurns clockwise
     * @param moveX of the part, in pixels
     * @param moveY of the part, in pixels
     * @param spotX place of a dark spot on the part, in pixels from its left edge; negative for none
     * @param spotY likewise from its top
     */
    public record Shot(long seed, double quarterTurns, int moveX, int moveY, int spotX, int spotY, int darkness) {
        public static Shot good(long seed) {
            return new Shot(seed, 0, 0, 0, -1, -1, 0);
        }

        public Shot turned(double turns) {
            return new Shot(seed, turns, moveX, moveY, spotX, spotY, darkness);
        }

        public Shot moved(int x, int y) {
            return new Shot(seed, quarterTurns, x, y, spotX, spotY, darkness);
        }

        public Shot spotted(int x, int y, int dark) {
            return new Shot(seed, quarterTurns, moveX, moveY, x, y, dark);
        }
    }

    /** Writes a picture for each seed from {@code first} on. */
    public static void write(Path folder, int count, long first, java.util.function.Function<Shot, Shot> change)
            throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < count; i++) {
            BufferedImage image = draw(change.apply(Shot.good(first + i)));
            ImageIO.write(
                    image, "png", folder.resolve("part-%03d.png".formatted(i)).toFile());
        }
    }

    public static BufferedImage draw(Shot shot) {
        // neighbouring seeds would begin alike
        Random random = new Random(shot.seed * 0x9E3779B97F4A7C15L);
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        paint(image, g -> {
            g.setColor(new Color(214, 216, 218));
            g.fillRect(0, 0, SIZE, SIZE);
            g.translate(shot.moveX, shot.moveY);
            g.rotate(shot.quarterTurns * Math.PI / 2, SIZE / 2.0, SIZE / 2.0);
            part(g, random);
            if (shot.spotX >= 0) {
                g.setColor(new Color(0, 0, 0, shot.darkness));
                g.fillOval(LEFT + shot.spotX - 4, TOP + shot.spotY - 4, 8, 8);
            }
        });
        for (int i = 0; i < SIZE * SIZE; i++) {
            int grain = (int) Math.round(2 * random.nextGaussian());
            Color colour = new Color(image.getRGB(i % SIZE, i / SIZE));
            image.setRGB(
                    i % SIZE,
                    i / SIZE,
                    new Color(
                                    clip(colour.getRed() + grain),
                                    clip(colour.getGreen() + grain),
                                    clip(colour.getBlue() + grain))
                            .getRGB());
        }
        return image;
    }

    private static void part(Graphics2D g, Random random) {
        g.setColor(new Color(128, 130, 134));
        g.fillRect(LEFT, TOP, WIDTH, HEIGHT);
        g.setStroke(new BasicStroke(1));
        for (int line = 1; line < HEIGHT; line += 2) {
            int shade = 90 + random.nextInt(80);
            g.setColor(new Color(shade, shade, shade));
            g.drawLine(LEFT, TOP + line, LEFT + WIDTH / 2, TOP + line);
        }
        g.setColor(new Color(40, 42, 46));
        g.fillRect(LEFT + 8, TOP + 8, 26, 8);
        g.fillOval(LEFT + WIDTH - 24, TOP + HEIGHT - 24, 16, 16);
    }

    private static void paint(BufferedImage image, Consumer<Graphics2D> painter) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        painter.accept(g);
        g.dispose();
    }

    private static int clip(int sample) {
        return Math.max(0, Math.min(255, sample));
    }
}
