package org.patchbank.image.codec;

import java.nio.ByteOrder;

/**
 * One directory of a TIFF structure, which is also how EXIF is written. Offsets count from the start of the structure. Fields
 * are read where they lie: nothing is allocated, and a directory has at most 65,535 entries. A field of an unknown type
 * counts as absent.
 */
final class TiffDirectory {
    private static final int ENTRY = 12;
    static final int ORIENTATION = 274;
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
        return at(view.u32(offset + 2 + (long) entries() * ENTRY));
    }

    /** Another directory of the same structure. */
    TiffDirectory at(long other) {
        return new TiffDirectory(view, other);
    }

    /** Entries that lie inside the structure, at most as many as the directory states; 0 if it begins outside. */
    int entriesInside() {
        return view.holds(offset, 2) ? (int) Math.min(entries(), (view.length() - offset - 2) / ENTRY) : 0;
    }

    /** Bytes that the directory itself takes. */
    long bytesInside() {
        return 6 + (long) entriesInside() * ENTRY;
    }

    int tag(int entry) {
        return view.u16(position(entry));
    }

    /** The first value of an unsigned field, or {@code absent}. */
    long value(int tag, long absent) {
        Field field = field(tag);
        return field.count() == 0 ? absent : field.number(0);
    }

    /** The field with this tag; one without values if it is absent. */
    Field field(int tag) {
        int entries = entries();
        for (int i = 0; i < entries; i++) {
            if (tag(i) == tag) {
                return field(position(i));
            }
        }
        return Field.ABSENT;
    }

    /** The field of an entry, by its number. */
    Field fieldAt(int entry) {
        return field(position(entry));
    }

    private Field field(long entry) {
        int type = view.u16(entry + 2);
        int size = type < TYPE_BYTES.length ? TYPE_BYTES[type] : 0;
        long count = size == 0 ? 0 : view.u32(entry + 4);
        // Values of up to four bytes lie in the entry itself.
        return new Field(view, count * size <= 4 ? entry + 8 : view.u32(entry + 8), count, size);
    }

    private int entries() {
        return view.u16(offset);
    }

    private long position(int entry) {
        return offset + 2 + (long) entry * ENTRY;
    }

    /**
     * Where the values of a field lie. The file states the count; whether it also holds as many is for
     * {@link #inside()} to say.
     *
     * @param size bytes a value
     */
    record Field(ByteView view, long start, long count, int size) {
        private static final Field ABSENT = new Field(null, 0, 0, 0);

        long bytes() {
            return count * size;
        }

        boolean inside() {
            return count == 0 || view.holds(start, bytes());
        }

        /** An unsigned value; reading past the end of the structure says that the file is truncated. */
        long number(long index) {
            long at = start + index * size;
            return switch (size) {
                case 1 -> view.u8(at);
                case 2 -> view.u16(at);
                default -> view.u32(at);
            };
        }
    }
}
