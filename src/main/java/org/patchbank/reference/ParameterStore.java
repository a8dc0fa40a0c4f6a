package org.patchbank.reference;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PatchbankSettings;
import org.patchbank.platform.Sha256;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.ImageStore;

/** Puts parameter files into the blob store, or into pieces in PostgreSQL where they shall travel, and gets them back whole. */
@ApplicationScoped
class ParameterStore {
    private final ImageStore store;
    private final ParameterPieces pieces;
    private final Path uploads;

    ParameterStore(ImageStore store, ParameterPieces pieces, PatchbankSettings settings) {
        this.store = store;
        this.pieces = pieces;
        this.uploads = settings.dataDir().resolve("uploads"); // tidied at every start
    }

    /** Under which name a file will lie, before it is written. */
    static String hash(ParameterFile file) {
        DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.digest());
        try {
            file.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(out.getMessageDigest().digest());
    }

    /** Survives a crash once this returns; until then nobody sees it. */
    void put(ParameterFile file) {
        Path temporary = null;
        try {
            Files.createDirectories(uploads);
            temporary = Files.createTempFile(uploads, "parameters-", ".tmp");
            try (OutputStream out = Files.newOutputStream(temporary)) {
                file.writeTo(out);
            }
            String sha256 = hash(file);
            if (pieces.wants(sha256)) {
                pieces.put(sha256, temporary);
            } else {
                store.put(BlobKind.PARAMETERS, temporary);
            }
        } catch (IOException e) {
            throw new PatchbankException(
                    ReferenceError.PARAMETERS_UNAVAILABLE,
                    "The numbers of a model cannot be written: " + e,
                    "Look whether the disk is full or the folder's rights have changed.",
                    e);
        } finally {
            delete(temporary);
        }
    }

    private static void delete(Path temporary) {
        try {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException leftForTheNextStart) {
            return;
        }
    }

    /** @throws PatchbankException {@code BANK_DAMAGED} if the file is not what was written */
    ParameterFile load(String sha256) {
        try (InputStream in = pieces.contains(sha256) ? pieces.open(sha256) : store.open(BlobKind.PARAMETERS, sha256)) {
            return ParameterFile.read(in, sha256);
        } catch (StreamCorruptedException e) {
            throw new PatchbankException(
                    ReferenceError.BANK_DAMAGED,
                    "The parameter file %s is not what was built: %s".formatted(sha256, e.getMessage()),
                    "Bring the folder %s back from a backup, or build a new version of the reference set."
                            .formatted(BlobKind.PARAMETERS.folder()),
                    e);
        } catch (IOException e) {
            throw new PatchbankException(
                    ReferenceError.PARAMETERS_UNAVAILABLE,
                    "The parameter file %s cannot be read: %s".formatted(sha256, e),
                    "Look whether the data folder can be read; it is tried again.",
                    e);
        }
    }

    void remove(String sha256) {
        pieces.remove(sha256);
        store.delete(BlobKind.PARAMETERS, sha256);
    }
}
