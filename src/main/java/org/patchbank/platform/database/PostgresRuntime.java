package org.patchbank.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder into which the embedded server's programs are unpacked. */
final class PostgresRuntime {
    private PostgresRuntime() {}

    /** Starts a server with the programs in a folder. */
    @FunctionalInterface
    interface Start<T> {
        T with(Path programs) throws IOException;
    }

    /**
     * Starts a server. The first one unpacks the programs, and others wait for it, in this process and in others: the library would
     * take half a file for a whole one. What a killed unpacking left is removed.
     *
     * @param runtime the folder to unpack into. The library lets everybody write there, so it lies in one that only we may enter
     */
    static <T> T start(Path runtime, Start<T> server) throws IOException {
        Files.createDirectories(runtime);
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwx------"));
        Path programs = Files.createDirectories(runtime.resolve("postgres"));
        if (isUnpacked(programs)) {
            return server.with(programs);
        }
        synchronized (PostgresRuntime.class) {
            try (FileChannel lock = FileChannel.open(
                            runtime.resolve("unpacking.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = lock.lock()) {
                removeHalves(programs);
                return server.with(programs);
            }
        }
    }

    private static boolean isUnpacked(Path programs) throws IOException {
        try (Stream<Path> unpacked = Files.list(programs)) {
            List<Path> folders = unpacked.filter(Files::isDirectory).toList();
            return !folders.isEmpty() && folders.stream().allMatch(PostgresRuntime::isWhole);
        }
    }

    private static boolean isWhole(Path folder) {
        return Files.exists(folder.resolve(".exists"));
    }

    private static void removeHalves(Path programs) throws IOException {
        try (DirectoryStream<Path> unpacked = Files.newDirectoryStream(programs, "PG-*")) {
            for (Path folder : unpacked) {
                if (!isWhole(folder)) {
                    deleteTree(folder);
                }
            }
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            tree.sorted(Comparator.reverseOrder()).forEach(PostgresRuntime::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
