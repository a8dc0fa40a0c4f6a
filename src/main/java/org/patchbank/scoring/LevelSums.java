package org.patchbank.scoring;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.patchbank.patch.PatchGrid;

/**
 * Sums over the scores of good images, by zone or by position, from which their levels follow: mean + {@value #SIGMAS} standard
 * deviations, as the upper limit of a control chart (Shewhart 1931). With n scores, their sum A and the sum of their squares Q
 *
 * <pre>
 * L = A / n + 3 sqrt(Q / n - (A / n)^2),   not below L of all scores / 4
 * </pre>
 *
 * where the sums of a position also take in its eight neighbours. An image can be taken out again, so that it is levelled by the others
 * alone.
 */
final class LevelSums {
    static final int SIGMAS = 3;
    /** A level is at least this share of that of all patches together: where good parts never vary, nothing is known of noise. */
    static final double LEAST = 0.25;

    private final Zoning zoning;
    private final PatchGrid grid;
    private final double[] counts;
    private final double[] sums;
    private final double[] squares;

    /** @param grid whose positions have levels; other grids are laid over it */
    LevelSums(Zoning zoning, PatchGrid grid) {
        this.zoning = zoning;
        this.grid = grid;
        int groups = zoning.isPerPosition() ? grid.size() : zoning.groups();
        this.counts = new double[groups];
        this.sums = new double[groups];
        this.squares = new double[groups];
    }

    /** The group of each patch of an image's grid. */
    static int[] groups(Zoning zoning, PatchGrid positions, PatchGrid grid) {
        if (!zoning.isPerPosition()) {
            return zoning.groups(grid);
        }
        int[] groups = new int[grid.size()];
        Arrays.setAll(groups, patch -> {
            int row = (int) ((patch / grid.columns() + 0.5) * positions.rows() / grid.rows());
            int column = (int) ((patch % grid.columns() + 0.5) * positions.columns() / grid.columns());
            return row * positions.columns() + column;
        });
        return groups;
    }

    void add(PatchGrid imageGrid, float[] scores, IntPredicate counted) {
        change(imageGrid, scores, counted, 1);
    }

    /** The sums without an image that was added. */
    LevelSums without(PatchGrid imageGrid, float[] scores, IntPredicate counted) {
        LevelSums others = new LevelSums(zoning, grid);
        System.arraycopy(counts, 0, others.counts, 0, counts.length);
        System.arraycopy(sums, 0, others.sums, 0, sums.length);
        System.arraycopy(squares, 0, others.squares, 0, squares.length);
        others.change(imageGrid, scores, counted, -1);
        return others;
    }

    private void change(PatchGrid imageGrid, float[] scores, IntPredicate counted, int sign) {
        int[] groups = groups(zoning, grid, imageGrid);
        for (int patch = 0; patch < scores.length; patch++) {
            if (counted.test(patch)) {
                int group = groups[patch];
                counts[group] += sign;
                sums[group] += sign * (double) scores[patch];
                squares[group] += sign * (double) scores[patch] * scores[patch];
            }
        }
    }

    /** The level of each group; that of all together for a group without scores. */
    float[] levels() {
        double overall = level(total(counts), total(sums), total(squares));
        float[] levels = new float[counts.length];
        if (!(overall > 0)) {
            Arrays.fill(levels, 1);
            return levels;
        }
        for (int group = 0; group < levels.length; group++) {
            double level = zoning.isPerPosition()
                    ? level(around(counts, group), around(sums, group), around(squares, group))
                    : level(counts[group], sums[group], squares[group]);
            levels[group] = (float) (Double.isNaN(level) ? overall : Math.max(level, LEAST * overall));
        }
        return levels;
    }

    /** NaN without scores. */
    private static double level(double count, double sum, double squares) {
        if (count < 0.5) {
            return Double.NaN;
        }
        double mean = sum / count;
        return mean + SIGMAS * Math.sqrt(Math.max(0, squares / count - mean * mean));
    }

    /** Over a position and its eight neighbours: parts never lie quite alike, and a few images say little of one position. */
    private double around(double[] values, int position) {
        int row = position / grid.columns();
        int column = position % grid.columns();
        double sum = 0;
        for (int y = Math.max(0, row - 1); y <= Math.min(grid.rows() - 1, row + 1); y++) {
            for (int x = Math.max(0, column - 1); x <= Math.min(grid.columns() - 1, column + 1); x++) {
                sum += values[y * grid.columns() + x];
            }
        }
        return sum;
    }

    private static double total(double[] values) {
        return Arrays.stream(values).sum();
    }
}
