package org.patchbank.platform.storage;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Keeps bytes under their SHA-256, each content once. Safe for concurrent use, also by several processes.
 *
 * <p>Bytes never change and are never partly there: when {@code put} returns they survive a crash of the machine, and
 * until then a reader does not see them. Putting content that is there already does nothing.
 */
public interface ImageStore {
    /**
     * @return the SHA-256 of the bytes, in lower-case hexadecimal
     * @throws PatchbankException {@code STORE_UNAVAILABLE}; nothing is kept then
     */
    String put(BlobKind kind, byte[] bytes);

    /**
     * Puts a file's content; the file itself is left alone.
     *
     * @return the SHA-256 of the bytes, in lower-case hexadecimal
     * @throws PatchbankException {@code STORE_UNAVAILABLE}; nothing is kept then
     */
    String put(BlobKind kind, Path file);

    /**
     * @param sha256 what {@code put} returned
     * @return what was put, compared with its SHA-256
     * @throws PatchbankException {@code STORED_BYTES_MISSING} if there is nothing under this name, {@code
     *     STORED_BYTES_DAMAGED} if it is not what was put, {@code STORE_UNAVAILABLE}
     * @throws IllegalArgumentException if it is not a SHA-256 in lower-case hexadecimal
     */
    byte[] read(BlobKind kind, String sha256);

    /**
     * Reads piece by piece what may be too large to be held twice. The caller closes the stream. Where its bytes are not what
     * was put, reading past the last one fails with a {@link java.io.StreamCorruptedException}.
     *
     * @param sha256 what {@code put} returned
     * @throws PatchbankException {@code STORED_BYTES_MISSING} if there is nothing under this name, {@code STORE_UNAVAILABLE}
     */
    InputStream open(BlobKind kind, String sha256);

    /** Forgets bytes that nobody refers to any more; that there are none is no error. */
    void delete(BlobKind kind, String sha256);

    boolean contains(BlobKind kind, String sha256);

    /**
     * Returns within seconds if the store can be used now.
     *
     * @throws PatchbankException {@code STORE_UNAVAILABLE}, with what to do
     */
    void check();

    /**
     * Removes what programs that were killed left half-written. Others may be writing now, so only what is older goes.
     *
     * @throws PatchbankException {@code STORE_UNAVAILABLE}
     */
    void tidy(Instant before);
}
