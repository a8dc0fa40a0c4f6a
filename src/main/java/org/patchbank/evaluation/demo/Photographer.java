package org.patchbank.evaluation.demo;

import static org.patchbank.evaluation.demo.Noise.mix;
import static org.patchbank.evaluation.demo.Noise.smoothstep;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.patchbank.evaluation.metrics.DefectMask;
import org.patchbank.image.PixelImage;

/** Takes the picture of one plate: surface to normals, light, lens and sensor. */
final class Photographer {
    private static final double VIEW_DISTANCE = 900;
    private static final double NOISE = 1.5;
    private static final double[] STAIN = {0.42, 0.27, 0.12};

    private final int size;
    private final Scene scene;
    private final Blemish blemish;
    private final Plate plate;
    private final Noise grit;
    private final double[] heights;
    private final double lightX;
    private final double lightY;

    Photographer(int size, Scene scene, Blemish blemish) {
        this.size = size;
        this.scene = scene;
        this.blemish = blemish;
        this.plate = new Plate(blemish.missing(), new Noise(scene.toolMarks()));
        this.grit = new Noise(scene.toolMarks() + 1);
        this.heights = new double[size * size];
        this.lightX = Math.cos(scene.lightAngle());
        this.lightY = Math.sin(scene.lightAngle());
    }

    PixelImage image() {
        Plate.Point point = new Plate.Point();
        eachPixel((i, x, y) -> {
            plate.look(x, y, point);
            heights[i] = point.plate * (1 - point.air) * (point.height + blemish.height(x, y));
        });
        float[] light = new float[size * size * 3];
        double[] colour = new double[3];
        eachPixel((i, x, y) -> {
            shade(i, x, y, point, colour);
            for (int channel = 0; channel < 3; channel++) {
                light[i * 3 + channel] = (float) colour[channel];
            }
        });
        return develop(light);
    }

    DefectMask mask() {
        BitSet defective = new BitSet();
        Plate.Point point = new Plate.Point();
        eachPixel((i, x, y) -> {
            plate.look(x, y, point);
            defective.set(i, point.plate > 0.5 && point.air < 0.5 && blemish.covers(x, y));
        });
        return new DefectMask(size, size, defective);
    }

    private interface Pixel {
        /** @param x position on the plate, as is {@code y} */
        void at(int index, double x, double y);
    }

    private void eachPixel(Pixel pixel) {
        double cos = Math.cos(scene.angle());
        double sin = Math.sin(scene.angle());
        double unit = 512.0 / size / scene.scale();
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double x = (column + 0.5 - size / 2.0) * unit - scene.shiftX();
                double y = (row + 0.5 - size / 2.0) * unit - scene.shiftY();
                pixel.at(row * size + column, cos * x + sin * y, cos * y - sin * x);
            }
        }
    }

    private void shade(int i, double x, double y, Plate.Point point, double[] colour) {
        plate.look(x, y, point);
        table(x, y, colour);
        if (point.plate == 0) {
            return;
        }
        double slopeX = slope(i, 1);
        double slopeY = slope(i, size);
        double metal = metal(x, y, slopeX, slopeY, point);
        double rubber = 0.028 + 0.35 * gloss(x, y, slopeX, slopeY, 30);
        double hole = 0.012 + 0.05 * smoothstep(-60, 60, -(x % 140) * lightX - (y % 140) * lightY) * (1 - point.plate);
        double stain = blemish.stain(x, y);
        double bare = blemish.bare(x, y);
        for (int channel = 0; channel < 3; channel++) {
            double tone = metal * (channel == 0 ? 0.985 : channel == 1 ? 1 : 1.03);
            tone = mix(tone, tone * 1.1 + 0.34, bare);
            tone = mix(tone, tone * 0.16 + 0.006, 0.95 * Math.min(1, point.ink));
            tone = mix(tone, rubber * (channel == 2 ? 1.06 : 1), point.rubber);
            tone = mix(tone, tone * STAIN[channel], stain);
            tone = mix(tone, hole, point.air);
            colour[channel] = mix(colour[channel], tone, point.plate);
        }
    }

    /** The cloth that the plate lies on, with the plate's shadow. */
    private void table(double x, double y, double[] colour) {
        double weave = Math.sin(x * 1.55) * Math.sin(y * 1.55);
        double shadow = smoothstep(-6, 26, Shapes.roundedSquare(x + 9 * lightX, y + 9 * lightY, Plate.HALF, 62));
        double tone = (0.040 + 0.0045 * weave + 0.008 * grit.rough(x / 5, y / 5)) * mix(0.25, 1, shadow);
        colour[0] = tone * 0.82;
        colour[1] = tone * 0.96;
        colour[2] = tone * 1.2;
    }

    private double slope(int i, int step) {
        int before = Math.max(0, i - step);
        int after = Math.min(heights.length - 1, i + step);
        return Math.max(-3, Math.min(3, (heights[after] - heights[before]) / 2));
    }

    /** Machined aluminium: a soft box seen in a mirror that is rough across the tool marks. */
    private double metal(double x, double y, double slopeX, double slopeY, Plate.Point point) {
        double wobble = 0.05 * point.grain;
        double nx = -slopeX - wobble * point.grainY;
        double ny = -slopeY + wobble * point.grainX;
        double facing = 1 / Math.sqrt(1 + nx * nx + ny * ny);
        double towardsLight = (nx * lightX + ny * lightY + 0.9) * facing;
        double soft = 0.06 + 0.30 * smoothstep(-0.3, 1.7, towardsLight);
        double along = halfway(x, lightX) * point.grainX + halfway(y, lightY) * point.grainY;
        double sheen = 0.42 * Math.pow(Math.max(0, 1 - along * along), 26);
        double glint = 0.9 * gloss(x, y, slopeX, slopeY, 60);
        return (soft + sheen * facing * facing) * (1 + 0.14 * point.grain) + glint * (1 + 0.3 * point.grain);
    }

    /** Across the plate the direction halfway between light and camera turns a little. */
    private static double halfway(double position, double light) {
        return 0.22 * light - 1.3 * position / VIEW_DISTANCE;
    }

    private double gloss(double x, double y, double slopeX, double slopeY, double sharpness) {
        double hx = 0.42 * lightX - x / VIEW_DISTANCE * 0.5;
        double hy = 0.42 * lightY - y / VIEW_DISTANCE * 0.5;
        double miss = (slopeX + hx) * (slopeX + hx) + (slopeY + hy) * (slopeY + hy);
        return Math.exp(-miss * sharpness / 5);
    }

    /** Lens (a slight blur, darker corners), exposure, sensor noise, tone curve. */
    private PixelImage develop(float[] light) {
        SplittableRandom sensor = new SplittableRandom(scene.sensor());
        byte[] samples = new byte[light.length];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double fromCentre = Math.hypot(row - size / 2.0, column - size / 2.0) / size;
                double gain = scene.exposure() * (1 - 0.22 * fromCentre * fromCentre);
                for (int channel = 0; channel < 3; channel++) {
                    double warm = 1 + scene.warmth() * (1 - channel);
                    double linear = gain * warm * blurred(light, row, column, channel);
                    double tone = 255 * Math.pow(linear / (1 + 0.12 * linear), 1 / 2.2);
                    double noisy = tone + NOISE * sensor.nextGaussian();
                    samples[(row * size + column) * 3 + channel] = (byte) Math.max(0, Math.min(255, Math.round(noisy)));
                }
            }
        }
        return PixelImage.of8Bit(size, size, 3, samples);
    }

    private double blurred(float[] light, int row, int column, int channel) {
        double sum = 0;
        for (int dy = -1; dy <= 1; dy++) {
            int y = Math.max(0, Math.min(size - 1, row + dy));
            for (int dx = -1; dx <= 1; dx++) {
                int x = Math.max(0, Math.min(size - 1, column + dx));
                sum += (2 - Math.abs(dx)) * (2 - Math.abs(dy)) * light[(y * size + x) * 3 + channel];
            }
        }
        return sum / 16;
    }
}
