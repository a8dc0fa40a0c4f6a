package org.patchbank.platform.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.patchbank.platform.Durably;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PlatformError;
import org.patchbank.platform.Sha256;

/**
 * Keeps the bytes as files: {@code images/ab/cd/abcd…}. Written under a temporary name in {@code incoming}, forced to disk,
 * then moved.
 */
public final class FolderImageStore implements ImageStore {
    /** Holds files while they are written. */
    private static final String INCOMING = "incoming";

    private final Path root;
    private final Path incoming;

    public FolderImageStore(Path root) {
        this.root = root;
        this.incoming = root.resolve(INCOMING);
    }

    @Override
    public String put(BlobKind kind, byte[] bytes) {
        String sha256 = Sha256.of(bytes);
        keep(kind, sha256, out -> out.write(bytes));
        return sha256;
    }

    @Override
    public String put(BlobKind kind, Path file) {
        try {
            String sha256 = Sha256.of(file);
            keep(kind, sha256, out -> Files.copy(file, out));
            return sha256;
        } catch (IOException e) {
            throw unavailable("read " + file, e);
        }
    }

    private void keep(BlobKind kind, String sha256, Content content) {
        Path place = place(kind, sha256);
        try {
            if (Files.exists(place)) {
                // Another writer may have moved it there this instant; what we answer for must be on disk.
                Durably.force(place.getParent());
                return;
            }
            Durably.createFolders(place.getParent());
            Durably.createFolders(incoming);
            Path temporary = Files.createTempFile(incoming, "new-", ".tmp");
            try {
                try (OutputStream out = Files.newOutputStream(temporary)) {
                    content.writeTo(out);
                }
                Durably.move(temporary, place);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw unavailable("keep " + place, e);
        }
    }

    @Override
    public byte[] read(BlobKind kind, String sha256) {
        return StoredBytes.verified(reading(kind, sha256, Files::readAllBytes), kind, sha256);
    }

    @Override
    public InputStream open(BlobKind kind, String sha256) {
        return StoredBytes.verified(reading(kind, sha256, Files::newInputStream), sha256);
    }

    private <T> T reading(BlobKind kind, String sha256, Reader<T> reader) {
        Path place = place(kind, sha256);
        try {
            return reader.read(place);
        } catch (NoSuchFileException e) {
            throw new PatchbankException(
                    PlatformError.STORED_BYTES_MISSING,
                    "The image store lacks " + place,
                    "Bring the folder " + root.resolve(kind.folder()) + " back from a backup.",
                    e);
        } catch (IOException e) {
            throw unavailable("read " + place, e);
        }
    }

    @Override
    public void delete(BlobKind kind, String sha256) {
        Path place = place(kind, sha256);
        try {
            Files.deleteIfExists(place);
        } catch (IOException e) {
            throw unavailable("remove " + place, e);
        }
    }

    @Override
    public boolean contains(BlobKind kind, String sha256) {
        return Files.exists(place(kind, sha256));
    }

    @Override
    public void check() {
        Path folder = root.toAbsolutePath();
        while (!Files.exists(folder)) {
            folder = folder.getParent();
        }
        try {
            // Asking for rights would not notice a disk that is mounted read-only.
            Files.delete(Files.createTempFile(folder, "patchbank-check-", ".tmp"));
        } catch (IOException e) {
            throw unavailable("write to " + folder, e);
        }
    }

    @Override
    public void tidy(Instant before) {
        try {
            Leftovers.remove(incoming, before);
        } catch (IOException e) {
            throw unavailable("tidy " + incoming, e);
        }
    }

    @Override
    public String toString() {
        return root.toString();
    }

    private Path place(BlobKind kind, String sha256) {
        return root.resolve(StoredBytes.place(kind, sha256));
    }

    private static PatchbankException unavailable(String what, IOException cause) {
        return new PatchbankException(
                PlatformError.STORE_UNAVAILABLE,
                "The image store cannot " + what + ": " + cause,
                "Look whether the disk is full or the folder's rights have changed, then send it again.",
                cause);
    }

    private interface Reader<T> {
        T read(Path place) throws IOException;
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
