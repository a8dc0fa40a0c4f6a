package org.patchbank.inspection;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** The files of the banks that this node searches in the index. */
final class BankFiles {
    private static final Logger LOG = Logger.getLogger(BankFiles.class);
    private static final int ID_LENGTH = 36;

    private final Path folder;

    BankFiles(Path folder) {
        this.folder = folder;
    }

    Path of(UUID version) {
        return folder.resolve(version + ".bank");
    }

    /** Removes the files of all versions but some, those half written too. What cannot be removed now is removed the next time. */
    void keepOnly(Predicate<UUID> wanted) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.bank*")) {
            for (Path file : files) {
                UUID version = version(file);
                if (version != null && !wanted.test(version)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.warnf("Cannot tidy %s: %s", folder, e);
        }
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
