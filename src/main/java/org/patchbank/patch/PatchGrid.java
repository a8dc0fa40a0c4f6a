package org.patchbank.patch;

/** The grid of patches that covers an image evenly; patches are numbered row by row. */
public record PatchGrid(int rows, int columns) {
    public PatchGrid {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "a grid has at least one row and one column, was " + rows + " x " + columns);
        }
    }

    public int size() {
        return rows * columns;
    }

    public int index(Patch patch) {
        return patch.row() * columns + patch.column();
    }

    public Patch at(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("patch " + index + " of " + size());
        }
        return new Patch(index / columns, index % columns);
    }
}
