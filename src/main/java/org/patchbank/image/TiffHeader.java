package org.patchbank.image;

import java.util.HashSet;
import java.util.Set;

/** TIFF: a chain of directories, one a page. */
final class TiffHeader {
    private static final int[][] OFFSETS_AND_COUNTS = {{273, 279}, {324, 325}};
    private static final int REDUCED = 1;

    private TiffHeader() {}

    static ImageHeader read(byte[] bytes) {
        TiffDirectory first = TiffDirectory.first(bytes, 0, bytes.length);
        if (!first.present()) {
            throw ImageErrorCode.IMAGE_CORRUPT.error("The TIFF file holds no page");
        }
        for (int[] tags : OFFSETS_AND_COUNTS) {
            requireWhole(first.values(tags[0]), first.values(tags[1]), bytes.length);
        }
        return new ImageHeader(
                first.value(TiffDirectory.WIDTH, 0),
                first.value(TiffDirectory.HEIGHT, 0),
                pages(first),
                first.orientation());
    }

    /** Thumbnails (reduced copies of another page) are no pages of their own. */
    private static int pages(TiffDirectory first) {
        Set<Long> seen = new HashSet<>();
        int pages = 0;
        for (TiffDirectory page = first; page.present(); page = page.next()) {
            if (!seen.add(page.offset())) {
                throw ImageErrorCode.IMAGE_CORRUPT.error("The pages of the TIFF file run in a circle");
            }
            boolean reduced = (page.value(TiffDirectory.NEW_SUBFILE_TYPE, 0) & REDUCED) != 0;
            pages += reduced && page != first ? 0 : 1;
        }
        return pages;
    }

    private static void requireWhole(long[] offsets, long[] counts, long length) {
        for (int i = 0; i < Math.min(offsets.length, counts.length); i++) {
            if (offsets[i] + counts[i] > length) {
                throw ImageErrorCode.IMAGE_TRUNCATED.error("The TIFF file has %d bytes, its picture lies at %d to %d"
                        .formatted(length, offsets[i], offsets[i] + counts[i]));
            }
        }
    }
}
