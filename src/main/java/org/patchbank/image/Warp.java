package org.patchbank.image;

/**
 * Takes a picture back from a {@link Motion}: the result shows at u what the picture has at R u + d, in a frame of the same size.
 * Between pixels it is bilinear; beyond the border the picture's nearest pixel is taken, or a given value.
 */
public final class Warp {
    /** The point of the picture, in pixels with their centres at whole numbers, is {@code a x + b y + c}, {@code d x + e y + f}. */
    private final double a;

    private final double b;
    private final double c;
    private final double f;
    private final int width;
    private final int height;

    private Warp(int width, int height, Motion motion) {
        int longer = Math.max(width, height);
        this.width = width;
        this.height = height;
        this.a = motion.cosine();
        this.b = motion.sine();
        double middleX = (width - 1) / 2.0;
        double middleY = (height - 1) / 2.0;
        this.c = middleX + motion.x() * longer - a * middleX + b * middleY;
        this.f = middleY + motion.y() * longer - b * middleX - a * middleY;
    }

    /** The picture without the motion, of the same size, channels and depth. */
    public static PixelImage back(PixelImage image, Motion motion) {
        if (motion.isNone()) {
            return image;
        }
        Warp warp = new Warp(image.width(), image.height(), motion);
        return image.depth() == 8 ? warp.back8(image) : warp.back16(image);
    }

    /**
     * Values of pixels without the motion.
     *
     * @param values [height, width]
     * @param outside the value of what the picture does not show
     */
    public static float[] back(float[] values, int width, int height, Motion motion, float outside) {
        if (motion.isNone()) {
            return values;
        }
        return new Warp(width, height, motion).back(values, outside);
    }

    /** A place of a picture, in shares of its width and height. */
    public record Place(double x, double y) {
        /** Whether the picture shows it. */
        public boolean isInside() {
            return x >= 0 && x <= 1 && y >= 0 && y <= 1;
        }
    }

    /** Where the picture with the motion shows what is shown at a place without it. */
    public static Place place(int width, int height, Motion motion, double shareX, double shareY) {
        Warp warp = new Warp(width, height, motion);
        double x = shareX * width - 0.5;
        double y = shareY * height - 0.5;
        return new Place((warp.fromX(x, y) + 0.5) / width, (warp.fromY(x, y) + 0.5) / height);
    }

    private double fromX(double x, double y) {
        return a * x - b * y + c;
    }

    private double fromY(double x, double y) {
        return b * x + a * y + f;
    }

    private PixelImage back8(PixelImage image) {
        byte[] from = image.samples8();
        int channels = image.channels();
        byte[] to = new byte[from.length];
        Neighbours at = new Neighbours();
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                at.move(fromX(x, y), fromY(x, y), channels);
                for (int channel = 0; channel < channels; channel++, i++) {
                    to[i] = (byte) (at.mix(
                                    from[at.topLeft + channel] & 0xff,
                                    from[at.topRight + channel] & 0xff,
                                    from[at.bottomLeft + channel] & 0xff,
                                    from[at.bottomRight + channel] & 0xff)
                            + 0.5f);
                }
            }
        }
        return PixelImage.of8Bit(width, height, channels, to);
    }

    private PixelImage back16(PixelImage image) {
        short[] from = image.samples16();
        int channels = image.channels();
        short[] to = new short[from.length];
        Neighbours at = new Neighbours();
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                at.move(fromX(x, y), fromY(x, y), channels);
                for (int channel = 0; channel < channels; channel++, i++) {
                    to[i] = (short) (at.mix(
                                    from[at.topLeft + channel] & 0xffff,
                                    from[at.topRight + channel] & 0xffff,
                                    from[at.bottomLeft + channel] & 0xffff,
                                    from[at.bottomRight + channel] & 0xffff)
                            + 0.5f);
                }
            }
        }
        return PixelImage.of16Bit(width, height, channels, to);
    }

    private float[] back(float[] from, float outside) {
        float[] to = new float[width * height];
        Neighbours at = new Neighbours();
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                boolean shown = at.move(fromX(x, y), fromY(x, y), 1);
                to[i] = shown
                        ? at.mix(from[at.topLeft], from[at.topRight], from[at.bottomLeft], from[at.bottomRight])
                        : outside;
            }
        }
        return to;
    }

    /** The four pixels around a point, and their shares. */
    private final class Neighbours {
        private int topLeft;
        private int topRight;
        private int bottomLeft;
        private int bottomRight;
        private float shareX;
        private float shareY;

        /** @return whether the point lies on the picture */
        boolean move(double x, double y, int channels) {
            double insideX = Math.max(0, Math.min(width - 1, x));
            double insideY = Math.max(0, Math.min(height - 1, y));
            int left = (int) insideX;
            int top = (int) insideY;
            int right = Math.min(left + 1, width - 1);
            int below = Math.min(top + 1, height - 1);
            shareX = (float) (insideX - left);
            shareY = (float) (insideY - top);
            topLeft = (top * width + left) * channels;
            topRight = (top * width + right) * channels;
            bottomLeft = (below * width + left) * channels;
            bottomRight = (below * width + right) * channels;
            return Math.abs(insideX - x) <= 0.5 && Math.abs(insideY - y) <= 0.5;
        }

        float mix(float first, float second, float third, float fourth) {
            float above = first + shareX * (second - first);
            float below = third + shareX * (fourth - third);
            return above + shareY * (below - above);
        }
    }
}
