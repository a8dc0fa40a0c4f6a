package org.patchbank.evaluation.demo;

/** Smooth random fields over the plane, the same for the same seed. */
final class Noise {
    private final long seed;

    Noise(long seed) {
        this.seed = seed;
    }

    /** Values in [-1, 1] that change over a distance of about 1. */
    double at(double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double u = smooth(x - left);
        double v = smooth(y - top);
        double above = mix(corner(left, top), corner(left + 1, top), u);
        double below = mix(corner(left, top + 1), corner(left + 1, top + 1), u);
        return mix(above, below, v);
    }

    /** Three octaves, still in [-1, 1]. */
    double rough(double x, double y) {
        return (4 * at(x, y) + 2 * at(2 * x + 31, 2 * y + 17) + at(4 * x + 71, 4 * y + 53)) / 7;
    }

    static double smoothstep(double from, double to, double value) {
        return smooth(Math.max(0, Math.min(1, (value - from) / (to - from))));
    }

    static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }

    private double corner(int x, int y) {
        long hash = seed ^ x * 0x9E3779B97F4A7C15L ^ y * 0xC2B2AE3D27D4EB4FL;
        hash = (hash ^ hash >>> 30) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
        return (hash ^ hash >>> 31) * 0x1p-63;
    }
}
