package org.patchbank.image;

import java.nio.ByteOrder;

/** One directory of a TIFF structure, which is also how EXIF is written. Offsets count from the start of the structure. */
final class TiffDirectory {
    static final int NEW_SUBFILE_TYPE = 254;
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int ORIENTATION = 274;
    private static final int ENTRY = 12;
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

    private final ByteView view;
    private final long offset;

    private TiffDirectory(ByteView view, long offset) {
        this.view = view;
        this.offset = offset;
    }

    /** The first directory of the structure that {@code bytes} hold from {@code start}. */
    static TiffDirectory first(byte[] bytes, int start, int length) {
        boolean little = length > 0 && bytes[start] == 'I';
        ByteView view = new ByteView(bytes, start, length, little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        return new TiffDirectory(view, view.u32(4));
    }

    /** The orientation that an EXIF block states, or 1 where it is absent, out of range or unreadable. */
    static int exifOrientation(byte[] bytes, int start, int length) {
        try {
            return first(bytes, start, length).orientation();
        } catch (RuntimeException e) {
            // A broken side note is no reason to refuse a sound picture.
            return 1;
        }
    }

    int orientation() {
        long value = value(ORIENTATION, 1);
        return value >= 1 && value <= 8 ? (int) value : 1;
    }

    boolean present() {
        return offset != 0;
    }

    long offset() {
        return offset;
    }

    TiffDirectory next() {
        return new TiffDirectory(view, view.u32(offset + 2 + (long) entries() * ENTRY));
    }

    /** The first value of an unsigned field, or {@code absent}. */
    long value(int tag, long absent) {
        long entry = find(tag);
        return entry < 0 || count(entry) == 0 ? absent : number(entry, 0);
    }

    /** All values of an unsigned field, none if it is absent. */
    long[] values(int tag) {
        long entry = find(tag);
        if (entry < 0) {
            return new long[0];
        }
        if (!view.holds(start(entry), count(entry) * size(entry))) {
            throw ImageErrorCode.IMAGE_TRUNCATED.error("The file ends before the values of its field " + tag);
        }
        long[] values = new long[Math.toIntExact(count(entry))];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(entry, i);
        }
        return values;
    }

    private int entries() {
        return view.u16(offset);
    }

    private long find(int tag) {
        int entries = entries();
        for (int i = 0; i < entries; i++) {
            long entry = offset + 2 + (long) i * ENTRY;
            if (view.u16(entry) == tag) {
                return entry;
            }
        }
        return -1;
    }

    private long count(long entry) {
        return view.u32(entry + 4);
    }

    private int size(long entry) {
        int type = view.u16(entry + 2);
        return type < TYPE_BYTES.length ? TYPE_BYTES[type] : 0;
    }

    /** Values of up to four bytes lie in the entry itself. */
    private long start(long entry) {
        return count(entry) * size(entry) <= 4 ? entry + 8 : view.u32(entry + 8);
    }

    private long number(long entry, int index) {
        long at = start(entry) + (long) index * size(entry);
        return switch (size(entry)) {
            case 1 -> view.u8(at);
            case 2 -> view.u16(at);
            default -> view.u32(at);
        };
    }
}
