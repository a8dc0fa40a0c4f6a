package org.patchbank.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** File operations that have happened, even for a machine that loses power, once they return. */
public final class Durably {
    private Durably() {}

    /** Puts a finished file in its place: all of it or nothing is there, whatever happens in between. */
    public static void move(Path from, Path to) throws IOException {
        force(from, StandardOpenOption.WRITE);
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        force(to.getParent());
    }

    /** Makes a folder and its missing parents. */
    public static void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        createFolders(folder.getParent());
        Files.createDirectories(folder);
        force(folder.getParent());
    }

    /** Makes what was moved into a folder stay there. */
    public static void force(Path folder) throws IOException {
        force(folder, StandardOpenOption.READ);
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
