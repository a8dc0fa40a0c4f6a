package org.patchbank.patch;

/** One cell of a patch grid, counted from the top left. */
public record Patch(int row, int column) {
    public Patch {
        if (row < 0 || column < 0) {
            throw new IllegalArgumentException("row and column start at 0, were " + row + ", " + column);
        }
    }
}
