package org.patchbank.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.patchbank.inspection.InspectionErrorCode;
import org.patchbank.platform.PatchbankException;

/** Takes an image out of a request, without ever reading more of it than the limit. */
final class ImageBody {
    private final int maxBytes;

    ImageBody(long maxBytes) {
        this.maxBytes = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16);
    }

    byte[] read(InputStream body) {
        byte[] bytes = atMost(maxBytes + 1, body);
        if (bytes.length == 0) {
            throw empty();
        }
        if (bytes.length > maxBytes) {
            throw tooLarge();
        }
        return bytes;
    }

    /** @param file a part that was uploaded, or null where there is none */
    byte[] read(Path file) {
        if (file == null) {
            throw empty();
        }
        try (InputStream body = Files.newInputStream(file)) {
            return read(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] atMost(int bytes, InputStream body) {
        try {
            return body == null ? new byte[0] : body.readNBytes(bytes);
        } catch (IOException e) {
            throw new PatchbankException(
                    InspectionErrorCode.BODY_CUT_OFF,
                    "The connection ended in the middle of the image.",
                    "Send it again.",
                    e);
        }
    }

    private static PatchbankException empty() {
        return new PatchbankException(
                InspectionErrorCode.EMPTY_BODY,
                "The request holds no image.",
                "Send the image file as the body, or as the part 'file' of multipart/form-data.");
    }

    private PatchbankException tooLarge() {
        return new PatchbankException(
                InspectionErrorCode.IMAGE_BODY_TOO_LARGE,
                "The image has more than %d bytes.".formatted(maxBytes),
                "Send a smaller file, or raise patchbank.image.max-bytes.");
    }
}
