package org.patchbank.evaluation.demo;

/** Signed distances of plane shapes in pixels, negative inside. */
final class Shapes {
    private Shapes() {}

    /** Share of a pixel that lies inside, from the distance of its centre. */
    static double inside(double distance) {
        return Math.max(0, Math.min(1, 0.5 - distance));
    }

    static double roundedSquare(double x, double y, double half, double corner) {
        double dx = Math.abs(x) - half + corner;
        double dy = Math.abs(y) - half + corner;
        return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - corner;
    }

    static double segment(double x, double y, double x0, double y0, double x1, double y1) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        double along = Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy)));
        return Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
    }

    /** @param points x and y in turn */
    static double polyline(double x, double y, double[] points) {
        double nearest = Double.MAX_VALUE;
        for (int i = 0; i + 3 < points.length; i += 2) {
            nearest = Math.min(nearest, segment(x, y, points[i], points[i + 1], points[i + 2], points[i + 3]));
        }
        return nearest;
    }
}
