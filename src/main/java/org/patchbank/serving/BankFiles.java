package org.patchbank.serving;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** The files of the banks that this node searches in the index. */
final class BankFiles {
    private static final Logger LOG = Logger.getLogger(BankFiles.class);
    private static final int ID_LENGTH = 36;

    private final Path folder;
    /** How many open the file of a version now. */
    private final Map<UUID, Integer> opening = new ConcurrentHashMap<>();

    BankFiles(Path folder) {
        this.folder = folder;
    }

    private Path of(UUID version) {
        return folder.resolve(version + ".bank");
    }

    /** Opens, and writes if need be, the file of a version, which {@link #keepOnly} leaves alone meanwhile. Once it is open it may go. */
    <T> T open(UUID version, Function<Path, T> opener) {
        opening.merge(version, 1, Integer::sum);
        try {
            return opener.apply(of(version));
        } finally {
            opening.computeIfPresent(version, (id, count) -> count == 1 ? null : count - 1);
        }
    }

    /**
     * Removes the files of all versions but some and those being opened, half written ones too. What cannot be removed now is removed the
     * next time.
     */
    void keepOnly(Predicate<UUID> wanted) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.bank*")) {
            for (Path file : files) {
                UUID version = version(file);
                if (version != null && !wanted.test(version)) {
                    // In one step, so that nobody begins to open it in between.
                    opening.compute(version, (id, count) -> count == null ? remove(file) : count);
                }
            }
        } catch (IOException e) {
            LOG.warnf("Cannot tidy %s: %s", folder, e);
        }
    }

    private static Integer remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf("Cannot remove %s: %s", file, e);
        }
        return null;
    }

    private static UUID version(Path file) {
        String name = file.getFileName().toString();
        try {
            return UUID.fromString(name.substring(0, Math.min(ID_LENGTH, name.length())));
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }
}
