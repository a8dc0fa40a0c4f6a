package org.patchbank.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder that holds what this machine keeps, held by one program at a time: opening takes a lock that the operating
 * system drops when the program ends, however it ends.
 */
public final class DataFolder implements AutoCloseable {
    private static final String LOCK_FILE = "patchbank.lock";

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder where it is missing, and takes its lock.
     *
     * @throws PatchbankException {@code DATA_FOLDER_IN_USE} if another program holds it, {@code DATA_FOLDER_UNUSABLE} if it
     *     cannot be made or written
     */
    public static DataFolder open(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new PatchbankException(
                        PlatformError.DATA_FOLDER_IN_USE,
                        "The data folder " + path + " is in use by another Patchbank",
                        "Stop the other one, talk to it with --server, or name another folder with --data-dir"
                                + " or PATCHBANK_DATA_DIR.");
            }
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw new PatchbankException(
                    PlatformError.DATA_FOLDER_UNUSABLE,
                    "The data folder " + path + " cannot be used: " + e,
                    "Make it a folder that this user may write, or name another one with --data-dir"
                            + " or PATCHBANK_DATA_DIR.",
                    e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisVeryProgram) {
            return false;
        }
    }

    public Path path() {
        return path;
    }

    public Path resolve(String child) {
        return path.resolve(child);
    }

    /** Gives the folder back. What is in it stays. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot release " + path, e);
        }
    }
}
