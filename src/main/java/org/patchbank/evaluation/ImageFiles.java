package org.patchbank.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.patchbank.platform.PatchbankException;

/** Finds the image files that a person means by a folder or a list of paths. */
public final class ImageFiles {
    static final Set<String> IMAGES = Set.of("png", "jpg", "jpeg", "bmp", "tif", "tiff", "webp");
    private static final Set<String> ARCHIVES = Set.of("zip");

    private ImageFiles() {}

    /**
     * The images, and ZIPs of images, in a folder, by name.
     *
     * @param depth how many levels of folders are looked into; 1 is the folder itself
     * @throws PatchbankException if the folder cannot be read or holds none
     */
    public static List<Path> in(Path folder, int depth) {
        if (!Files.isDirectory(folder)) {
            throw new PatchbankException(
                    CommandError.FOLDER_UNREADABLE,
                    folder + (Files.exists(folder) ? " is not a folder." : " does not exist."),
                    "Name a folder that holds the images.");
        }
        try (Stream<Path> files = Files.walk(folder, depth)) {
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(file -> hasEnding(file, IMAGES) || hasEnding(file, ARCHIVES))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new PatchbankException(
                        CommandError.NO_IMAGES,
                        "There are no images in " + folder + ".",
                        "Files count as images by their endings: "
                                + String.join(", ", IMAGES.stream().sorted().toList())
                                + ", zip. Folders below it are looked into with --recursive.");
            }
            return found;
        } catch (IOException e) {
            throw new PatchbankException(
                    CommandError.FOLDER_UNREADABLE, folder + " cannot be read: " + e, "Check its permissions.", e);
        }
    }

    /** Files as they are named; folders stand for the images in them. */
    public static List<Path> of(List<Path> named) {
        List<Path> files = new ArrayList<>();
        for (Path path : named) {
            files.addAll(Files.isDirectory(path) ? in(path, 1) : List.of(path));
        }
        return files;
    }

    private static boolean hasEnding(Path file, Set<String> endings) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && endings.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
