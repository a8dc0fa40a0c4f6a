package org.patchbank.image;

/** A rectangle of whole pixels of an image: a tile or a crop. */
public record Window(int x, int y, int width, int height) {
    public Window {
        if (x < 0 || y < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException("no window lies at %d, %d with %d x %d".formatted(x, y, width, height));
        }
    }

    /** The whole of an image. */
    public static Window of(PixelImage image) {
        return new Window(0, 0, image.width(), image.height());
    }
}
