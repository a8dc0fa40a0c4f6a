package org.patchbank.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.patchbank.inspection.InspectionErrorCode;
import org.patchbank.platform.PatchbankException;

/** An image in a request, not yet read; never more of it is read than the limit. */
public final class ImageBody {
    private final Source source;
    private final long declared;
    private final int limit;

    /** Opened when the image is read, not before. */
    private interface Source {
        InputStream open() throws IOException;
    }

    /** @param declared its bytes; negative if that is not known */
    private ImageBody(Source source, long declared, int limit) {
        this.source = source;
        this.declared = declared;
        this.limit = limit;
        requireSize(declared < 0 ? 1 : declared);
    }

    /**
     * The body of a request.
     *
     * @param contentLength null where the request does not say it
     * @throws PatchbankException if there is none, or it is too large by its own word
     */
    public static ImageBody of(InputStream body, String contentLength, int limit) {
        long unlessEmpty = contentLength == null ? -1 : Long.parseLong(contentLength);
        return new ImageBody(() -> body, body == null ? 0 : unlessEmpty, limit);
    }

    /**
     * A part that lies on the disk already.
     *
     * @param file null where there is none
     * @throws PatchbankException if there is none, or it is too large
     */
    public static ImageBody of(Path file, int limit) {
        try {
            return new ImageBody(() -> Files.newInputStream(file), file == null ? 0 : Files.size(file), limit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many bytes it may take, as far as that is known before it is read. */
    public long mostBytes() {
        return declared < 0 ? limit : declared;
    }

    /** @throws PatchbankException if the connection ends before the image, or the image is too large after all */
    public byte[] read() {
        try (InputStream body = source.open()) {
            byte[] bytes = declared < 0 ? body.readNBytes(limit + 1) : exactly((int) declared, body);
            requireSize(bytes.length);
            return bytes;
        } catch (IOException e) {
            throw cutOff(e);
        }
    }

    /** Straight into its place: a stream of unknown length is put together from pieces, which takes twice the memory. */
    private static byte[] exactly(int length, InputStream body) throws IOException {
        byte[] bytes = new byte[length];
        if (body.readNBytes(bytes, 0, length) < length) {
            throw cutOff(null);
        }
        return bytes;
    }

    private void requireSize(long bytes) {
        if (bytes == 0) {
            throw new PatchbankException(
                    InspectionErrorCode.EMPTY_BODY,
                    "The request holds no image.",
                    "Send the image file as the body, or as the part 'file' of multipart/form-data.");
        }
        if (bytes > limit) {
            throw new PatchbankException(
                    InspectionErrorCode.IMAGE_BODY_TOO_LARGE,
                    "The image has more than %d bytes.".formatted(limit),
                    "Send a smaller file, or raise patchbank.image.max-bytes.");
        }
    }

    private static PatchbankException cutOff(IOException cause) {
        return new PatchbankException(
                InspectionErrorCode.BODY_CUT_OFF,
                "The connection ended in the middle of the image.",
                "Send it again.",
                cause);
    }
}
