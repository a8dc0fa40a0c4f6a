package org.patchbank.image.codec;

import java.util.HashSet;
import java.util.Set;
import org.patchbank.image.ImageErrorCode;

/**
 * TIFF: a chain of directories, one a page. The decoder reads every field of every directory into memory, so what they state is
 * added up first: neither directories nor values may claim the same bytes more than once on average, and directories nest
 * a few levels deep. The work is therefore bounded by the length of the file.
 */
final class TiffHeader {
    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int[][] OFFSETS_AND_COUNTS = {{273, 279}, {324, 325}};
    /** Further directories, EXIF, GPS and interoperability. */
    private static final Set<Integer> POINTERS = Set.of(330, 34665, 34853, 40965);

    private static final int REDUCED = 1;
    private static final int MOST_LEVELS = 8;
    /** The decoder holds one row of a tile. Real tiles have some hundred pixels a side. */
    private static final long LARGE_TILE = 1 << 16;

    private final long length;
    private final Set<Long> seen = new HashSet<>();
    private long directoryBytes;
    private long valueBytes;

    private TiffHeader(long length) {
        this.length = length;
    }

    static ImageHeader read(byte[] bytes) {
        TiffDirectory first = TiffDirectory.first(bytes, 0, bytes.length);
        if (!first.present()) {
            throw ImageErrorCode.IMAGE_CORRUPT.error("The TIFF file holds no page");
        }
        int pages = new TiffHeader(bytes.length).pages(first);
        for (int[] tags : OFFSETS_AND_COUNTS) {
            requireWhole(first.field(tags[0]), first.field(tags[1]), bytes.length);
        }
        long width = first.value(WIDTH, 0);
        long height = first.value(HEIGHT, 0);
        requireTile("width", first.value(TILE_WIDTH, 0), width);
        requireTile("height", first.value(TILE_HEIGHT, 0), height);
        return new ImageHeader(width, height, pages, first.orientation());
    }

    /** Thumbnails (reduced copies of another page) are no pages of their own. */
    private int pages(TiffDirectory first) {
        int pages = 0;
        for (TiffDirectory page = first; page.present(); page = page.next()) {
            if (!seen.add(page.offset())) {
                throw ImageErrorCode.IMAGE_CORRUPT.error("The pages of the TIFF file run in a circle");
            }
            count(page, 0);
            boolean reduced = (page.value(NEW_SUBFILE_TYPE, 0) & REDUCED) != 0;
            pages += reduced && page != first ? 0 : 1;
        }
        return pages;
    }

    private void count(TiffDirectory directory, int level) {
        directoryBytes += directory.bytesInside();
        if (level > MOST_LEVELS || directoryBytes > length) {
            throw ImageErrorCode.IMAGE_CORRUPT.error("The directories of the TIFF file overlap or nest too deeply");
        }
        for (int i = 0; i < directory.entriesInside(); i++) {
            TiffDirectory.Field field = directory.fieldAt(i);
            if (field.inside()) {
                valueBytes += field.bytes();
                requireOwnBytes();
                if (POINTERS.contains(directory.tag(i))) {
                    countNested(directory, field, level + 1);
                }
            }
        }
    }

    private void countNested(TiffDirectory directory, TiffDirectory.Field pointers, int level) {
        for (long i = 0; i < pointers.count(); i++) {
            TiffDirectory nested = directory.at(pointers.number(i));
            if (seen.add(nested.offset())) {
                count(nested, level);
            }
        }
    }

    private void requireOwnBytes() {
        if (valueBytes > length) {
            throw ImageErrorCode.IMAGE_CORRUPT.error("The fields of the TIFF file state more bytes than it has");
        }
    }

    private static void requireTile(String side, long tile, long picture) {
        if (tile > Math.max(picture, LARGE_TILE)) {
            throw ImageErrorCode.IMAGE_CORRUPT.error(
                    "The TIFF file states tiles of %s %d in a picture of %d".formatted(side, tile, picture));
        }
    }

    private static void requireWhole(TiffDirectory.Field offsets, TiffDirectory.Field counts, long length) {
        if (!offsets.inside() || !counts.inside()) {
            throw ImageErrorCode.IMAGE_TRUNCATED.error("The TIFF file ends before the places of its picture's parts");
        }
        for (long i = 0; i < Math.min(offsets.count(), counts.count()); i++) {
            long end = offsets.number(i) + counts.number(i);
            if (end > length) {
                throw ImageErrorCode.IMAGE_TRUNCATED.error("The TIFF file has %d bytes, its picture lies at %d to %d"
                        .formatted(length, offsets.number(i), end));
            }
        }
    }
}
