package org.patchbank.platform.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PlatformError;
import org.patchbank.platform.Sha256;

/** What every image store does with names and with what it reads. */
public final class StoredBytes {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private StoredBytes() {}

    /**
     * The path of a content under the store's root: {@code images/ab/cd/abcd…}.
     *
     * @throws IllegalArgumentException if it is not a SHA-256 in lower-case hexadecimal
     */
    public static String place(BlobKind kind, String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal: " + sha256);
        }
        return kind.folder() + "/" + sha256.substring(0, 2) + "/" + sha256.substring(2, 4) + "/" + sha256;
    }

    /**
     * Returns the bytes if they are what was put.
     *
     * @throws PatchbankException {@code STORED_BYTES_DAMAGED}
     */
    public static byte[] verified(byte[] bytes, BlobKind kind, String sha256) {
        if (!Sha256.of(bytes).equals(sha256)) {
            throw new PatchbankException(
                    PlatformError.STORED_BYTES_DAMAGED,
                    "What the image store holds at " + place(kind, sha256) + " is not what was put there.",
                    "Check the store's disks, and bring this one back from a backup.");
        }
        return bytes;
    }

    /** A stream that ends in a {@link StreamCorruptedException} if its bytes are not what was put. */
    public static InputStream verified(InputStream in, String sha256) {
        return new Verified(in, sha256);
    }

    private static final class Verified extends FilterInputStream {
        private final MessageDigest digest = Sha256.digest();
        private final String sha256;
        private boolean ended;

        Verified(InputStream in, String sha256) {
            super(in);
            this.sha256 = sha256;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > 0) {
                digest.update(buffer, offset, count);
            } else if (count < 0 && !ended) {
                ended = true;
                String found = HexFormat.of().formatHex(digest.digest());
                if (!found.equals(sha256)) {
                    throw new StreamCorruptedException("its SHA-256 is " + found + " instead of " + sha256);
                }
            }
            return count;
        }

        /** What is skipped is read, since it counts. */
        @Override
        public long skip(long count) throws IOException {
            byte[] skipped = new byte[(int) Math.min(Math.max(count, 0), 1 << 13)];
            return skipped.length == 0 ? 0 : Math.max(0, read(skipped, 0, skipped.length));
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
