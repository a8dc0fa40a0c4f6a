package org.patchbank.image;

/**
 * How a picture lies against another of the same size: what the other shows at the point u is seen in the picture at R u + d. Points
 * are counted from the picture's centre, x to the right and y down, in units of its longer side.
 *
 * @param degrees by which the picture's content is turned clockwise: the angle of R
 * @param x by which it is then moved to the right: the first coordinate of d
 * @param y by which it is then moved down
 */
public record Motion(double degrees, double x, double y) {
    public static final Motion NONE = new Motion(0, 0, 0);

    public Motion {
        if (!Double.isFinite(degrees) || !Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("a motion by " + degrees + " degrees, " + x + ", " + y);
        }
    }

    public boolean isNone() {
        return degrees == 0 && x == 0 && y == 0;
    }

    public double cosine() {
        return degrees % 90 == 0 ? Math.rint(Math.cos(Math.toRadians(degrees))) : Math.cos(Math.toRadians(degrees));
    }

    public double sine() {
        return degrees % 90 == 0 ? Math.rint(Math.sin(Math.toRadians(degrees))) : Math.sin(Math.toRadians(degrees));
    }

    /** What undoes this motion. */
    public Motion inverse() {
        double cosine = cosine();
        double sine = sine();
        return new Motion(-degrees + 0.0, -(cosine * x + sine * y) + 0.0, sine * x - cosine * y + 0.0);
    }

    /** This motion after the point was moved by ({@code dx}, {@code dy}): R (u + r) + d. */
    public Motion after(double dx, double dy) {
        return new Motion(degrees, x + cosine() * dx - sine() * dy, y + sine() * dx + cosine() * dy);
    }
}
