package org.patchbank.reference;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.patchbank.platform.Sha256;

/**
 * The numbers and bytes of a fitted state as one file. Written and read piece by piece: what is held in memory is the values and
 * nothing beside them.
 *
 * <pre>
 * "patchbank-parameters/1\n", the number of the attempt (int64), the number of entries (int32)
 * per entry, by name: length of the name in bytes (int32), name (UTF-8), type (int8: 1 float32, 2 bytes), length (int32), values
 * </pre>
 *
 * All numbers are little-endian. The number of the attempt makes the file, and with it its SHA-256, the attempt's own: it may be removed
 * with the attempt without asking who else refers to it.
 */
final class ParameterFile {
    private static final byte[] HEAD = "patchbank-parameters/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FLOATS = 1;
    private static final int BYTES = 2;
    private static final int LONGEST_NAME = 1024;
    private static final int AT_ONCE = 1 << 16;

    private final long attempt;
    private final SortedMap<String, float[]> numbers;
    private final SortedMap<String, byte[]> bytes;

    ParameterFile(long attempt, Map<String, float[]> numbers, Map<String, byte[]> bytes) {
        this.attempt = attempt;
        this.numbers = new TreeMap<>(numbers);
        this.bytes = new TreeMap<>(bytes);
    }

    SortedMap<String, float[]> numbers() {
        return numbers;
    }

    SortedMap<String, byte[]> bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return numbers.isEmpty() && bytes.isEmpty();
    }

    void writeTo(OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream, AT_ONCE));
        out.write(HEAD);
        out.writeLong(Long.reverseBytes(attempt));
        writeInt(out, numbers.size() + bytes.size());
        ByteBuffer buffer = ByteBuffer.allocate(AT_ONCE).order(ByteOrder.LITTLE_ENDIAN);
        for (Map.Entry<String, float[]> entry : numbers.entrySet()) {
            float[] values = entry.getValue();
            writeEntry(out, entry.getKey(), FLOATS, values.length);
            for (int from = 0, count; from < values.length; from += count) {
                count = Math.min(AT_ONCE / Float.BYTES, values.length - from);
                buffer.asFloatBuffer().put(values, from, count);
                out.write(buffer.array(), 0, count * Float.BYTES);
            }
        }
        for (Map.Entry<String, byte[]> entry : bytes.entrySet()) {
            writeEntry(out, entry.getKey(), BYTES, entry.getValue().length);
            out.write(entry.getValue());
        }
        out.flush();
    }

    private static void writeEntry(DataOutputStream out, String name, int type, int length) throws IOException {
        byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
        if (encoded.length > LONGEST_NAME) {
            throw new IllegalArgumentException("a name of %d bytes".formatted(encoded.length));
        }
        writeInt(out, encoded.length);
        out.write(encoded);
        out.write(type);
        writeInt(out, length);
    }

    private static void writeInt(DataOutputStream out, int value) throws IOException {
        out.writeInt(Integer.reverseBytes(value));
    }

    /**
     * Reads a file to its end.
     *
     * @param sha256 of the whole file, as it was when it was written
     * @throws StreamCorruptedException if it is cut off, or not what was written
     */
    static ParameterFile read(InputStream stream, String sha256) throws IOException {
        DigestInputStream digested = new DigestInputStream(stream, Sha256.digest());
        DataInputStream in = new DataInputStream(new BufferedInputStream(digested, AT_ONCE));
        ParameterFile file;
        try {
            file = read(in);
        } catch (EOFException e) {
            throw damaged("it is cut off");
        }
        if (in.read() >= 0) {
            throw damaged("it goes on after its end");
        }
        String found = HexFormat.of().formatHex(digested.getMessageDigest().digest());
        if (!found.equals(sha256)) {
            throw damaged("it has the hash %s instead of %s".formatted(found, sha256));
        }
        return file;
    }

    private static ParameterFile read(DataInputStream in) throws IOException {
        if (!Arrays.equals(in.readNBytes(HEAD.length), HEAD)) {
            throw damaged("it is no parameter file of version 1");
        }
        ParameterFile file = new ParameterFile(Long.reverseBytes(in.readLong()), Map.of(), Map.of());
        int entries = readInt(in, "entries", Integer.MAX_VALUE);
        for (int i = 0; i < entries; i++) {
            byte[] name = readBytes(in, readInt(in, "the length of a name", LONGEST_NAME));
            int type = in.readUnsignedByte();
            int length = readInt(in, "the length of an entry", Integer.MAX_VALUE);
            file.add(new String(name, StandardCharsets.UTF_8), type, length, in);
        }
        return file;
    }

    private void add(String name, int type, int length, DataInputStream in) throws IOException {
        switch (type) {
            case FLOATS -> numbers.put(name, readFloats(in, length));
            case BYTES -> bytes.put(name, readBytes(in, length));
            default -> throw damaged("an entry has the type " + type);
        }
    }

    private static int readInt(DataInputStream in, String what, int most) throws IOException {
        int value = Integer.reverseBytes(in.readInt());
        if (value < 0 || value > most) {
            throw damaged("%s is %d".formatted(what, value));
        }
        return value;
    }

    private static byte[] readBytes(DataInputStream in, int length) throws IOException {
        byte[] read = in.readNBytes(length); // grows as it reads, so a false length claims no memory
        if (read.length < length) {
            throw new EOFException();
        }
        return read;
    }

    /** Grows the array as it reads, so a false length claims no memory. */
    private static float[] readFloats(DataInputStream in, int length) throws IOException {
        float[] values = new float[Math.min(length, AT_ONCE)];
        byte[] block = new byte[AT_ONCE];
        for (int from = 0, count; from < length; from += count) {
            count = Math.min(AT_ONCE / Float.BYTES, length - from);
            in.readFully(block, 0, count * Float.BYTES);
            if (from + count > values.length) {
                values = Arrays.copyOf(values, (int) Math.min(length, 2L * values.length));
            }
            ByteBuffer.wrap(block)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values, from, count);
        }
        return values;
    }

    private static StreamCorruptedException damaged(String how) {
        return new StreamCorruptedException(how);
    }
}
