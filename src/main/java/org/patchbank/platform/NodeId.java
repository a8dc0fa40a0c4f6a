package org.patchbank.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The name under which this node works, kept in its data folder, so that it knows its own unfinished work after a crash. */
public record NodeId(String value) {
    /** Reads the name, or makes one. */
    static NodeId of(Path dataDir) {
        Path file = dataDir.resolve("node-id");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(dataDir);
                Path temporary = dataDir.resolve("node-id.new");
                Files.writeString(temporary, "node-" + UUID.randomUUID());
                Durably.move(temporary, file);
            }
            return new NodeId(Files.readString(file).strip());
        } catch (IOException e) {
            throw new PatchbankException(
                    PlatformError.DATA_FOLDER_UNUSABLE,
                    "Cannot keep the name of this node in " + file + ": " + e,
                    "Give this user the right to write to the data folder.",
                    e);
        }
    }
}
