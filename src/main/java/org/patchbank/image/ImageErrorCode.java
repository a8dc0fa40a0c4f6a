package org.patchbank.image;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;
import org.patchbank.platform.PatchbankException;

/** Why an image file cannot be used. */
public enum ImageErrorCode implements ErrorCode {
    /** No bytes at all. */
    IMAGE_EMPTY(ErrorKind.UNPROCESSABLE, "Send the file again; the camera or the upload wrote nothing."),
    /** The first bytes belong to no format that is read here. */
    IMAGE_UNKNOWN_FORMAT(ErrorKind.UNPROCESSABLE, "Send a JPEG, PNG, BMP, TIFF or WebP file."),
    /** The name or content type says one format, the bytes are another. */
    IMAGE_MISLABELLED(
            ErrorKind.UNPROCESSABLE, "Give the file the name and content type of what it holds, or convert it."),
    /** More encoded bytes than the limit. */
    IMAGE_TOO_MANY_BYTES(
            ErrorKind.TOO_LARGE, "Compress or crop the image, or raise the setting patchbank.image.max-bytes."),
    /** More pixels than the limit, read from the header before anything is decoded. */
    IMAGE_TOO_MANY_PIXELS(
            ErrorKind.TOO_LARGE, "Crop or shrink the image, or raise the setting patchbank.image.max-pixels."),
    /** So many tiles that one image would take minutes. */
    IMAGE_TOO_MANY_TILES(ErrorKind.TOO_LARGE, "Set larger tiles or a smaller overlap in the spec's field tiles."),
    /** An animation, or a file of several pages. */
    IMAGE_MANY_PAGES(ErrorKind.UNPROCESSABLE, "Send one file for each picture."),
    /** The file ends before its picture does. */
    IMAGE_TRUNCATED(ErrorKind.UNPROCESSABLE, "Send the file again, whole; check the disk or connection it came from."),
    /** Damaged, or not written as its format asks. */
    IMAGE_CORRUPT(ErrorKind.UNPROCESSABLE, "Take the image from its source again; if it opens there, save it as PNG."),
    /** A sound file of a kind that has no place here: floating-point samples, say. */
    IMAGE_UNSUPPORTED(ErrorKind.UNPROCESSABLE, "Save it as PNG or TIFF, grey or RGB, with 8 or 16 bits a sample."),
    /** More thumbnails are wanted than can be drawn. */
    THUMBNAILS_BUSY(ErrorKind.EXHAUSTED, "Ask for it again a little later.");

    private final ErrorKind kind;
    private final String remedy;

    ImageErrorCode(ErrorKind kind, String remedy) {
        this.kind = kind;
        this.remedy = remedy;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }

    /** What to do about it, for any image. */
    public String remedy() {
        return remedy;
    }

    public PatchbankException error(String message) {
        return new PatchbankException(this, message, remedy);
    }

    public PatchbankException error(String message, Throwable cause) {
        return new PatchbankException(this, message, remedy, cause);
    }
}
