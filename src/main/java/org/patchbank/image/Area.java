package org.patchbank.image;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** A part of an image, in shares of its width and height, so that it fits images of every size. */
public sealed interface Area {
    /**
     * Marks which of some points of a line lie in the area.
     *
     * @param y height of the line, 0 at the top, 1 at the bottom
     * @param points places of the points along the line, 0 at the left, 1 at the right, ascending
     * @param marks takes the numbers of those inside
     */
    void mark(double y, double[] points, BitSet marks);

    /** Left and top edge belong to it, right and bottom edge do not. */
    record Rectangle(double x, double y, double width, double height) implements Area {
        /** Sizes that people write with few digits may overshoot by rounding. */
        private static final double ROUNDING = 1e-9;

        public Rectangle {
            if (!(x >= 0
                    && y >= 0
                    && width > 0
                    && height > 0
                    && x + width <= 1 + ROUNDING
                    && y + height <= 1 + ROUNDING)) {
                throw new IllegalArgumentException(
                        "x, y, width and height are shares of the image and must lie inside it");
            }
        }

        @Override
        public void mark(double line, double[] points, BitSet marks) {
            if (line >= y && line < y + height) {
                marks.set(firstAtOrAfter(points, x), firstAtOrAfter(points, x + width));
            }
        }
    }

    /** A point lies inside if a ray from it crosses the outline an odd number of times. */
    record Polygon(List<Point> points) implements Area {
        public Polygon {
            points = List.copyOf(points);
            if (points.size() < 3) {
                throw new IllegalArgumentException("a polygon has three corners at least");
            }
        }

        @Override
        public void mark(double line, double[] places, BitSet marks) {
            double[] crossings = crossings(line);
            for (int i = 0; i + 1 < crossings.length; i += 2) {
                marks.set(firstAtOrAfter(places, crossings[i]), firstAtOrAfter(places, crossings[i + 1]));
            }
        }

        private double[] crossings(double line) {
            double[] found = new double[points.size()];
            int count = 0;
            Point from = points.get(points.size() - 1);
            for (Point to : points) {
                if (from.y() <= line != to.y() <= line) {
                    found[count++] = from.x() + (line - from.y()) / (to.y() - from.y()) * (to.x() - from.x());
                }
                from = to;
            }
            Arrays.sort(found, 0, count);
            return Arrays.copyOf(found, count);
        }
    }

    /** A corner, in shares of the image. */
    record Point(double x, double y) {
        public Point {
            if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
                throw new IllegalArgumentException("corners are shares of the image, from 0 to 1");
            }
        }
    }

    /**
     * A mask image: what is brighter than half belongs to the area.
     *
     * @param png the file, kept as it came
     * @param picture its pixels, stretched over the image
     */
    record Mask(String png, PixelImage picture) implements Area {
        private static final float HALF = 127.5f;

        @Override
        public void mark(double line, double[] points, BitSet marks) {
            int row = pixel(line, picture.height());
            for (int i = 0; i < points.length; i++) {
                if (picture.sample(pixel(points[i], picture.width()), row, 0) > HALF) {
                    marks.set(i);
                }
            }
        }

        private static int pixel(double place, int pixels) {
            return Math.max(0, Math.min(pixels - 1, (int) (place * pixels)));
        }

        /** By the file: pictures have no equality. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Mask that && png.equals(that.png);
        }

        @Override
        public int hashCode() {
            return png.hashCode();
        }
    }

    private static int firstAtOrAfter(double[] points, double place) {
        int found = Arrays.binarySearch(points, place);
        return found >= 0 ? found : -found - 1;
    }
}
