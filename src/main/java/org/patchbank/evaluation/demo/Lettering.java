package org.patchbank.evaluation.demo;

/** The marks that a laser left on the plate: its name in strokes, and a square code. No font is needed to draw them. */
final class Lettering {
    private static final double GLYPH_WIDTH = 6;
    private static final double ADVANCE = 9;
    private static final double SCALE = 3.1;
    private static final double STROKE = 2.3;

    /** Polylines of P, B, -, 4, 0 in a box of 6 by 10. */
    private static final double[][][] NAME = {
        {{0, 10, 0, 0, 4, 0, 5.5, 0.8, 6, 2.6, 5.5, 4.4, 4, 5.2, 0, 5.2}},
        {
            {0, 0, 0, 10, 4, 10, 5.6, 9.2, 6, 7.4, 5.4, 5.6, 4, 4.8, 0, 4.8},
            {0, 0, 3.6, 0, 5.1, 0.7, 5.5, 2.4, 5, 4, 4, 4.8}
        },
        {{1, 5.2, 5, 5.2}},
        {{4.6, 10, 4.6, 0, 0, 7, 6, 7}},
        {{3, 0, 5, 0.9, 6, 3, 6, 7, 5, 9.1, 3, 10, 1, 9.1, 0, 7, 0, 3, 1, 0.9, 3, 0}},
    };

    private static final double NAME_LEFT = -SCALE * (ADVANCE * (NAME.length - 1) + GLYPH_WIDTH) / 2;
    private static final double NAME_TOP = -174;

    private static final int CODE_CELLS = 10;
    private static final double CODE_CELL = 4.2;
    private static final double CODE_LEFT = -185;
    private static final double CODE_TOP = -CODE_CELLS * CODE_CELL / 2;
    private static final long CODE_BITS = 0x5a3c_96f1_2b7e_d048L;

    private Lettering() {}

    /** How much of a point is inked by the name, 0 to 1. */
    static double name(double x, double y) {
        double column = (x - NAME_LEFT) / SCALE;
        double row = (y - NAME_TOP) / SCALE;
        int glyph = (int) Math.floor((column + (ADVANCE - GLYPH_WIDTH) / 2) / ADVANCE);
        if (glyph < 0 || glyph >= NAME.length || row < -1.5 || row > 11.5) {
            return 0;
        }
        double nearest = Double.MAX_VALUE;
        for (double[] line : NAME[glyph]) {
            nearest = Math.min(nearest, Shapes.polyline(column - glyph * ADVANCE, row, line));
        }
        return Shapes.inside(nearest * SCALE - STROKE);
    }

    /** How much of a point is inked by the code, 0 to 1: a frame on two sides and fixed cells. */
    static double code(double x, double y) {
        double column = (x - CODE_LEFT) / CODE_CELL;
        double row = (y - CODE_TOP) / CODE_CELL;
        if (column < 0 || row < 0 || column >= CODE_CELLS || row >= CODE_CELLS) {
            return 0;
        }
        return cell((int) column, (int) row) ? 1 : 0;
    }

    private static boolean cell(int column, int row) {
        if (column == 0 || row == CODE_CELLS - 1) {
            return true;
        }
        if (row == 0 || column == CODE_CELLS - 1) {
            return (column + row) % 2 == 0;
        }
        return (CODE_BITS >>> ((row - 1) * 8 + column - 1) % Long.SIZE & 1) == 1;
    }
}
