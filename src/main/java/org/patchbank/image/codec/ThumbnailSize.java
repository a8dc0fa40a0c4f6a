package org.patchbank.image.codec;

/** How large thumbnails may be: few sizes, so that few are drawn and each is drawn once. */
public enum ThumbnailSize {
    SMALL(120),
    MEDIUM(240),
    LARGE(480);

    /** The sizes as a pattern of a parameter. */
    public static final String PATTERN = "120|240|480";

    private final int pixels;

    ThumbnailSize(int pixels) {
        this.pixels = pixels;
    }

    /** Of the longer side, at most. */
    public int pixels() {
        return pixels;
    }

    /** @param pixels one of {@link #PATTERN} */
    public static ThumbnailSize of(String pixels) {
        for (ThumbnailSize size : values()) {
            if (pixels.equals(String.valueOf(size.pixels))) {
                return size;
            }
        }
        throw new IllegalArgumentException("there are no thumbnails of " + pixels + " pixels");
    }
}
