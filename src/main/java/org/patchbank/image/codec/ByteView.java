package org.patchbank.image.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.patchbank.image.ImageErrorCode;

/** Unsigned numbers in a part of a file. Reading past its end says that the file is truncated. */
final class ByteView {
    private final ByteBuffer buffer;

    ByteView(byte[] bytes, int offset, int length, ByteOrder order) {
        this.buffer = ByteBuffer.wrap(bytes, offset, length).slice().order(order);
    }

    ByteView(byte[] bytes, ByteOrder order) {
        this(bytes, 0, bytes.length, order);
    }

    int length() {
        return buffer.capacity();
    }

    /** Whether {@code count} bytes from {@code offset} lie inside. */
    boolean holds(long offset, long count) {
        return offset >= 0 && count >= 0 && offset + count <= buffer.capacity();
    }

    int u8(long at) {
        return buffer.get(checked(at, 1)) & 0xff;
    }

    int u16(long at) {
        return buffer.getShort(checked(at, 2)) & 0xffff;
    }

    int i32(long at) {
        return buffer.getInt(checked(at, 4));
    }

    long u32(long at) {
        return i32(at) & 0xffffffffL;
    }

    /** Four characters, as PNG and RIFF name their chunks. */
    String tag(long at) {
        int start = checked(at, 4);
        byte[] name = new byte[4];
        buffer.get(start, name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    private int checked(long at, int count) {
        if (!holds(at, count)) {
            throw ImageErrorCode.IMAGE_TRUNCATED.error(
                    "The file ends after %d bytes, inside its header".formatted(length()));
        }
        return (int) at;
    }
}
