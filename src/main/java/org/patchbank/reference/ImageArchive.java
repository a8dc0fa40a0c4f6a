package org.patchbank.reference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.patchbank.platform.PatchbankException;

/**
 * A ZIP of images. Nothing of it is ever written under the names it holds, so no name can reach outside; entries are read
 * one at a time, and never further than their limit, so no entry can fill the memory.
 */
final class ImageArchive implements AutoCloseable {
    private final ZipFile zip;

    private ImageArchive(ZipFile zip) {
        this.zip = zip;
    }

    static boolean isArchive(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(4);
            return start.length == 4
                    && start[0] == 'P'
                    && start[1] == 'K'
                    && (start[2] == 3 && start[3] == 4 || start[2] == 5 && start[3] == 6);
        }
    }

    /** @throws PatchbankException {@code ARCHIVE_CORRUPT}, {@code ARCHIVE_TOO_LARGE} */
    static ImageArchive open(String name, Path file, UploadSettings limits) throws IOException {
        ZipFile zip = zipFile(name, file);
        try {
            if (zip.size() > limits.maxArchiveFiles()) {
                throw new PatchbankException(
                        ReferenceError.ARCHIVE_TOO_LARGE,
                        "%s holds %,d files, the limit is %,d".formatted(name, zip.size(), limits.maxArchiveFiles()),
                        "Split it, or raise the setting patchbank.upload.max-archive-files.");
            }
            long unpacked = Collections.list(zip.entries()).stream()
                    .mapToLong(entry -> Math.max(0, entry.getSize()))
                    .sum();
            if (unpacked > limits.maxArchiveBytes()) {
                throw new PatchbankException(
                        ReferenceError.ARCHIVE_TOO_LARGE,
                        "%s unpacks to %,d bytes, the limit is %,d".formatted(name, unpacked, limits.maxArchiveBytes()),
                        "Split it, or raise the setting patchbank.upload.max-archive-bytes.");
            }
            return new ImageArchive(zip);
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static ZipFile zipFile(String name, Path file) throws IOException {
        try {
            return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            try {
                // Archives made on older Windows name their files in the code page of MS-DOS.
                return new ZipFile(file.toFile(), Charset.forName("IBM437"));
            } catch (ZipException alsoNot) {
                throw new PatchbankException(
                        ReferenceError.ARCHIVE_CORRUPT,
                        name + " starts like a ZIP but cannot be read: " + e.getMessage(),
                        "Make the archive again, or send the images themselves.",
                        e);
            }
        }
    }

    /** The files in it, without folders and without what operating systems add. */
    List<ImageFile> files() {
        List<ImageFile> files = new ArrayList<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = FileNames.clean(entry.getName());
            if (!entry.isDirectory() && !FileNames.isSystemFile(name)) {
                files.add(new ImageFile(name, limit -> read(entry, limit)));
            }
        }
        return files;
    }

    private byte[] read(ZipEntry entry, int limit) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readNBytes(limit);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
