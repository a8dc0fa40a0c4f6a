package org.patchbank.reference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.patchbank.image.PixelImage;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.ImageSettings;
import org.patchbank.platform.ErrorKind;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.ImageStore;
import org.patchbank.reference.IntakeReport.RejectedFile;

/**
 * Takes files in: decodes each to see that it is whole, and puts the good ones into the image store. However many uploads
 * are taken in at once, only as many files are in memory as there are threads.
 */
final class ImageIntake {
    private final ImageDecoder decoder;
    private final ImageStore store;
    private final int mostBytes;
    private final UploadSettings limits;
    private final Parallel parallel;

    /** Every upload's own thread works too; files in memory must not grow with the number of uploads. */
    private final Semaphore inMemory;

    ImageIntake(
            ImageDecoder decoder, ImageStore store, ImageSettings images, UploadSettings limits, Parallel parallel) {
        this.decoder = decoder;
        this.store = store;
        this.mostBytes = (int) Math.min(images.maxBytes(), Integer.MAX_VALUE - 16);
        this.limits = limits;
        this.parallel = parallel;
        this.inMemory = new Semaphore(parallel.threads(), true);
    }

    /** A good file, now in the image store. */
    record Kept(String name, String sha256, int width, int height, long size) {}

    /** What became of one file: exactly one of the two is there. */
    record Outcome(Kept kept, RejectedFile rejected) {}

    /**
     * One outcome a file, in the order of the files; an archive gives one for each of its files.
     *
     * @throws PatchbankException if the fault is not in a file, but in the store, say
     */
    List<Outcome> take(List<Upload> uploads) {
        List<Outcome> outcomes = new ArrayList<>();
        List<ImageFile> single = new ArrayList<>();
        for (Upload upload : uploads) {
            String name = FileNames.clean(upload.name());
            try {
                if (ImageArchive.isArchive(upload.file())) {
                    outcomes.addAll(takeAll(single));
                    single.clear();
                    outcomes.addAll(takeArchive(name, upload));
                } else {
                    single.add(new ImageFile(name, limit -> readStart(upload, limit)));
                }
            } catch (IOException e) {
                outcomes.add(unreadable(name, e));
            }
        }
        outcomes.addAll(takeAll(single));
        return outcomes;
    }

    private List<Outcome> takeArchive(String name, Upload upload) throws IOException {
        try (ImageArchive archive = ImageArchive.open(name, upload.file(), limits)) {
            return takeAll(archive.files());
        } catch (PatchbankException e) {
            return List.of(rejected(name, e));
        }
    }

    private List<Outcome> takeAll(List<ImageFile> files) {
        Outcome[] outcomes = new Outcome[files.size()];
        parallel.forEach(files.size(), i -> outcomes[i] = take(files.get(i)));
        return List.of(outcomes);
    }

    private Outcome take(ImageFile file) {
        inMemory.acquireUninterruptibly();
        try {
            byte[] bytes = file.content().read(mostBytes + 1);
            PixelImage image = decoder.decode(bytes, file.name());
            String sha256 = store.put(BlobKind.IMAGE, bytes);
            return new Outcome(new Kept(file.name(), sha256, image.width(), image.height(), bytes.length), null);
        } catch (PatchbankException e) {
            return rejected(file.name(), e);
        } catch (IOException e) {
            return unreadable(file.name(), e);
        } finally {
            inMemory.release();
        }
    }

    private static byte[] readStart(Upload upload, int limit) throws IOException {
        try (InputStream in = Files.newInputStream(upload.file())) {
            return in.readNBytes(limit);
        }
    }

    /** A fault of the file is told; any other ends the upload. */
    private static Outcome rejected(String name, PatchbankException e) {
        ErrorKind kind = e.code().kind();
        if (kind != ErrorKind.UNPROCESSABLE && kind != ErrorKind.TOO_LARGE && kind != ErrorKind.BAD_REQUEST) {
            throw e;
        }
        return new Outcome(null, new RejectedFile(name, e.code().code(), e.getMessage(), e.remedy()));
    }

    private static Outcome unreadable(String name, IOException e) {
        return new Outcome(
                null,
                new RejectedFile(
                        name,
                        ReferenceError.ARCHIVE_CORRUPT.code(),
                        name + " cannot be read from its archive: " + e.getMessage(),
                        "Make the archive again, without a password, or send the images themselves."));
    }
}
