package org.patchbank.image;

/**
 * Turns a stored picture upright. EXIF numbers say where the stored picture's first row and column belong: 1 top left,
 * 2 top right, 3 bottom right, 4 bottom left, 5 to 8 the same with rows and columns exchanged.
 */
public final class Orientation {
    private Orientation() {}

    public static PixelImage upright(PixelImage stored, int orientation) {
        if (orientation == 1) {
            return stored;
        }
        boolean exchanged = orientation >= 5;
        int width = exchanged ? stored.height() : stored.width();
        int height = exchanged ? stored.width() : stored.height();
        int[] source = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                source[y * width + x] = source(stored.width(), stored.height(), x, y, orientation);
            }
        }
        return stored.rearranged(width, height, source);
    }

    /** The stored pixel that belongs at ({@code x}, {@code y}) of the upright picture. */
    private static int source(int width, int height, int x, int y, int orientation) {
        int right = width - 1;
        int bottom = height - 1;
        return switch (orientation) {
            case 2 -> y * width + right - x;
            case 3 -> (bottom - y) * width + right - x;
            case 4 -> (bottom - y) * width + x;
            case 5 -> x * width + y;
            case 6 -> (bottom - x) * width + y;
            case 7 -> (bottom - x) * width + right - y;
            case 8 -> x * width + right - y;
            default -> y * width + x;
        };
    }
}
