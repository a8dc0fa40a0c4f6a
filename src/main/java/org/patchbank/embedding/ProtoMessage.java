package org.patchbank.embedding;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * A message in Protocol Buffers' wire format, of which ONNX files are made. Throws IndexOutOfBoundsException on bytes
 * that are none.
 */
final class ProtoMessage {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    private final byte[] bytes;
    private final int start;
    private final int end;

    ProtoMessage(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ProtoMessage(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
    }

    /** Every occurrence of a field that holds messages, in order. */
    List<ProtoMessage> messages(int field) {
        List<ProtoMessage> found = new ArrayList<>();
        Cursor cursor = new Cursor();
        while (cursor.next()) {
            if (cursor.field == field && cursor.type == BYTES) {
                found.add(new ProtoMessage(bytes, cursor.from, cursor.to));
            }
        }
        return found;
    }

    /** The last value of a text field, empty if absent. */
    String text(int field) {
        List<String> found = texts(field);
        return found.isEmpty() ? "" : found.get(found.size() - 1);
    }

    /** The last value of a whole number, 0 if absent. */
    long number(int field) {
        long value = 0;
        Cursor cursor = new Cursor();
        while (cursor.next()) {
            value = cursor.field == field && cursor.type == VARINT ? cursor.value : value;
        }
        return value;
    }

    /** Writes the fields, whole, for which {@code kept} says so; it is told number and content, null for a number. */
    void copy(ByteArrayOutputStream target, BiPredicate<Integer, ProtoMessage> kept) {
        Cursor cursor = new Cursor();
        while (cursor.next()) {
            boolean message = cursor.type == BYTES;
            if (kept.test(cursor.field, message ? new ProtoMessage(bytes, cursor.from, cursor.to) : null)) {
                target.write(bytes, cursor.first, cursor.to - cursor.first);
            }
        }
    }

    /** Writes a field that holds a message. */
    static void write(ByteArrayOutputStream target, int field, byte[] message) {
        varint(target, (long) field << 3 | BYTES);
        varint(target, message.length);
        target.writeBytes(message);
    }

    private static void varint(ByteArrayOutputStream target, long number) {
        long rest = number;
        while (rest > 0x7f) {
            target.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        target.write((int) rest);
    }

    /** Every value of a text field, in order. */
    List<String> texts(int field) {
        return messages(field).stream().map(ProtoMessage::content).toList();
    }

    private String content() {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** Walks over the fields, each from {@code from} to {@code to}. */
    private final class Cursor {
        private int at = start;
        private int first;
        private int field;
        private int type;
        private int from;
        private int to;
        private long value;

        boolean next() {
            if (at >= end) {
                return false;
            }
            first = at;
            long key = varint();
            field = (int) (key >>> 3);
            type = (int) (key & 7);
            value = type == VARINT ? varint() : 0;
            long length = switch (type) {
                case VARINT -> 0;
                case FIXED_64 -> 8;
                case BYTES -> varint();
                case FIXED_32 -> 4;
                default -> throw new IndexOutOfBoundsException("no field has the type " + type);
            };
            from = at;
            if (length < 0 || length > end - at) {
                throw new IndexOutOfBoundsException("a field of " + length + " bytes does not fit");
            }
            to = from + (int) length;
            at = to;
            return true;
        }

        private long varint() {
            long number = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                if (at >= end) {
                    throw new IndexOutOfBoundsException("a number is cut short");
                }
                byte next = bytes[at++];
                number |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return number;
                }
            }
            throw new IndexOutOfBoundsException("a number has no end");
        }
    }
}
