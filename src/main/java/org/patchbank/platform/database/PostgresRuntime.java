package org.patchbank.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder into which the embedded server's programs are unpacked. */
final class PostgresRuntime {
    private PostgresRuntime() {}

    /**
     * Removes what a killed unpacking left: the library would take half a file for a whole one.
     *
     * @return the folder to unpack into. The library lets everybody write there, so it lies in one that only we may enter.
     */
    static Path prepare(Path runtime) throws IOException {
        Files.createDirectories(runtime);
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwx------"));
        Path programs = Files.createDirectories(runtime.resolve("postgres"));
        try (DirectoryStream<Path> unpacked = Files.newDirectoryStream(programs, "PG-*")) {
            for (Path folder : unpacked) {
                if (!Files.exists(folder.resolve(".exists"))) {
                    deleteTree(folder);
                }
            }
        }
        return programs;
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
