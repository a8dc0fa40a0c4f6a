package org.patchbank.evaluation.demo;

import static org.patchbank.evaluation.demo.Noise.smoothstep;

import java.util.Set;

/**
 * The product of the demo: a machined cover plate with four countersunk holes, a raised ring, a rubber seal in its groove, a bore, a
 * slot and laser marks. Says what lies at a point of the plate, in pixels from its centre.
 */
final class Plate {
    static final double HALF = 196;
    static final double SEAL_RADIUS = 96;

    private static final double CORNER = 62;
    private static final double CHAMFER = 6;
    private static final double THICKNESS = 12;
    static final double HOLE_OFFSET = 140;
    private static final double HOLE = 18;
    private static final double COUNTERSINK = 30;
    private static final double BORE = 42;
    private static final double SEAL = 8.5;
    private static final double RING_IN = 112;
    private static final double RING_OUT = 131;
    private static final double SLOT_Y = 164;
    private static final double SLOT_HALF = 30;
    private static final double SLOT = 8;

    private final Set<Feature> missing;
    private final Noise brushing;

    Plate(Set<Feature> missing, Noise brushing) {
        this.missing = missing;
        this.brushing = brushing;
    }

    /** What lies at a point. */
    static final class Point {
        /** Share of the pixel that is plate at all, and of that what is air (a hole) or rubber. */
        double plate;

        double air;
        double rubber;
        double ink;
        /** Above the table, in pixels. */
        double height;
        /** Direction of the tool marks. */
        double grainX;

        double grainY;
        /** Brightness of the tool marks around 0. */
        double grain;
    }

    void look(double x, double y, Point point) {
        double edge = Shapes.roundedSquare(x, y, HALF, CORNER);
        double radius = Math.hypot(x, y);
        double hole = holeDistance(x, y);
        double slot = slotDistance(x, y);
        point.plate = Shapes.inside(edge);
        point.air = Math.max(
                Shapes.inside(hole - HOLE), Math.max(Shapes.inside(radius - BORE), Shapes.inside(slot - SLOT)));
        point.height = THICKNESS
                - Math.max(0, edge + CHAMFER)
                - 0.8 * Math.max(0, COUNTERSINK - hole)
                - Math.max(0, BORE + 5 - radius)
                - 0.9 * Math.max(0, SLOT + 3 - slot)
                + 4 * smoothstep(RING_IN, RING_IN + 4, radius) * smoothstep(RING_OUT, RING_OUT - 4, radius);
        point.ink = (missing.contains(Feature.LETTERING) ? 0 : Lettering.name(x, y))
                + (missing.contains(Feature.CODE) ? 0 : Lettering.code(x, y));
        groove(x, y, radius, point);
        grain(x, y, radius, point);
    }

    static double slotDistance(double x, double y, double slotY) {
        return Shapes.segment(x, y, -SLOT_HALF, slotY, SLOT_HALF, slotY);
    }

    private double slotDistance(double x, double y) {
        return missing.contains(Feature.SLOT) ? Double.MAX_VALUE / 4 : slotDistance(x, y, SLOT_Y);
    }

    private double holeDistance(double x, double y) {
        Feature corner = y < 0
                ? (x < 0 ? Feature.HOLE_TOP_LEFT : Feature.HOLE_TOP_RIGHT)
                : (x < 0 ? Feature.HOLE_BOTTOM_LEFT : Feature.HOLE_BOTTOM_RIGHT);
        return missing.contains(corner)
                ? Double.MAX_VALUE / 4
                : Math.hypot(Math.abs(x) - HOLE_OFFSET, Math.abs(y) - HOLE_OFFSET);
    }

    private void groove(double x, double y, double radius, Point point) {
        double fromSeal = Math.abs(radius - SEAL_RADIUS);
        point.height -= 7 * (1 - smoothstep(SEAL + 0.5, SEAL + 3, fromSeal));
        point.rubber = 0;
        if (missing.contains(Feature.SEAL) && sealGap(x, y)) {
            return;
        }
        point.rubber = Shapes.inside(fromSeal - SEAL);
        if (fromSeal < SEAL) {
            point.height += Math.sqrt(SEAL * SEAL - fromSeal * fromSeal);
        }
    }

    /** Where the seal ends when it is torn. */
    private static boolean sealGap(double x, double y) {
        return Math.abs(Math.atan2(y, x) + 0.7) < 0.45;
    }

    /** How much of a point belongs to a feature, whether it is there or not: the mask of what is missing. */
    static double extent(Feature feature, double x, double y) {
        return switch (feature) {
            case HOLE_TOP_LEFT -> Shapes.inside(Math.hypot(x + HOLE_OFFSET, y + HOLE_OFFSET) - COUNTERSINK);
            case HOLE_TOP_RIGHT -> Shapes.inside(Math.hypot(x - HOLE_OFFSET, y + HOLE_OFFSET) - COUNTERSINK);
            case HOLE_BOTTOM_LEFT -> Shapes.inside(Math.hypot(x + HOLE_OFFSET, y - HOLE_OFFSET) - COUNTERSINK);
            case HOLE_BOTTOM_RIGHT -> Shapes.inside(Math.hypot(x - HOLE_OFFSET, y - HOLE_OFFSET) - COUNTERSINK);
            case SLOT -> Shapes.inside(slotDistance(x, y, SLOT_Y) - SLOT - 3);
            case LETTERING -> Shapes.inside(Math.max(Math.abs(x) - 72, Math.abs(y + 158.5) - 20));
            case CODE -> Shapes.inside(Math.max(Math.abs(x + 164) - 22, Math.abs(y) - 22));
            case SEAL -> sealGap(x, y) ? Shapes.inside(Math.abs(Math.hypot(x, y) - SEAL_RADIUS) - SEAL) : 0;
        };
    }

    /** Turned inside the ring, brushed along the plate outside it. */
    private void grain(double x, double y, double radius, Point point) {
        boolean turned = radius < RING_OUT;
        if (turned) {
            double angle = Math.atan2(y, x);
            point.grainX = -y / Math.max(1, radius);
            point.grainY = x / Math.max(1, radius);
            point.grain = 0.7 * brushing.at(radius * 0.9, angle * 3) + 0.3 * brushing.at(radius * 0.31 + 9, 5 + angle);
        } else {
            point.grainX = 1;
            point.grainY = 0;
            point.grain = 0.6 * brushing.at(x / 70, y * 0.9) + 0.4 * brushing.at(x / 23 + 40, y * 0.37);
        }
    }
}
