package org.patchbank.scoring.map;

import java.util.Arrays;

/**
 * Connected areas (8 neighbours) from horizontal runs of pixels, in one pass with union-find over runs. Runs are added row by row, from
 * left to right, and must not touch each other within a row.
 */
public final class Runs {
    private int count;
    private int[] rows = new int[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int[] parents = new int[64];
    private int firstOfPreviousRow;
    private int firstOfRow;
    private int previous;

    /** Adds the pixels from {@code start} to before {@code end} of a row. */
    public void add(int row, int start, int end) {
        if (count == 0 || row != rows[count - 1]) {
            firstOfPreviousRow = count > 0 && row == rows[count - 1] + 1 ? firstOfRow : count;
            firstOfRow = count;
            previous = firstOfPreviousRow;
        }
        int run = append(row, start, end);
        while (previous < firstOfRow && ends[previous] < start) {
            previous++;
        }
        for (int above = previous; above < firstOfRow && starts[above] <= end; above++) {
            unite(above, run);
        }
    }

    public int count() {
        return count;
    }

    public int row(int run) {
        return rows[run];
    }

    public int start(int run) {
        return starts[run];
    }

    public int end(int run) {
        return ends[run];
    }

    /** For each run the number of its area; areas are numbered from 0 in the order of their first pixel. */
    public int[] areas() {
        int[] areas = new int[count];
        int found = 0;
        for (int run = 0; run < count; run++) {
            int root = root(run);
            areas[run] = root == run ? found++ : areas[root];
        }
        return areas;
    }

    private int append(int row, int start, int end) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, 2 * count);
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
            parents = Arrays.copyOf(parents, 2 * count);
        }
        rows[count] = row;
        starts[count] = start;
        ends[count] = end;
        parents[count] = count;
        return count++;
    }

    private int root(int run) {
        int root = run;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }

    /** The earlier run becomes the root, so that a root comes before all runs of its area. */
    private void unite(int a, int b) {
        int rootA = root(a);
        int rootB = root(b);
        parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    }
}
