package org.patchbank.image.codec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.patchbank.image.ImageErrorCode;
import org.patchbank.image.PixelImage;
import org.patchbank.image.Resizer;
import org.patchbank.image.Window;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.ImageStore;

/**
 * Draws small pictures and parts of kept images, and keeps some of them in memory. Few are drawn at a time, since each decodes a whole image
 * beside inspections that must not wait. Safe for concurrent use.
 */
public final class Thumbnails {
    private static final long PATIENCE_SECONDS = 20;
    /** Of a kept picture, beside its bytes. */
    private static final int OVERHEAD = 200;

    private final ImageDecoder decoder;
    private final ImageStore store;
    private final Semaphore places;
    private final long mostBytes;

    /** The least recently wanted first. */
    private final Map<Key, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);

    private long keptBytes;

    /**
     * @param mostBytes of all that is kept in memory
     * @param atOnce images that are decoded at a time
     */
    public Thumbnails(ImageDecoder decoder, ImageStore store, long mostBytes, int atOnce) {
        this.decoder = decoder;
        this.store = store;
        this.mostBytes = mostBytes;
        this.places = new Semaphore(atOnce, true);
    }

    /** @param what a size, or a window */
    private record Key(String sha256, Object what) {}

    /**
     * A picture of an image as JPEG, never larger than the image itself. Of an image that the store no longer holds, none is given from
     * memory.
     *
     * @param file reads the image's file where no picture is at hand
     * @throws PatchbankException {@code THUMBNAILS_BUSY}, or what {@code file} and decoding throw
     */
    public byte[] draw(String sha256, ThumbnailSize size, Supplier<byte[]> file) {
        return draw(new Key(sha256, size), file, image -> shrunk(image, size.pixels()));
    }

    /**
     * A part of an image at full resolution as PNG; otherwise as {@link #draw}.
     *
     * @param window inside the image
     */
    public byte[] cut(String sha256, Window window, Supplier<byte[]> file) {
        return draw(new Key(sha256, window), file, image -> PngEncoder.encode(image.crop(window)));
    }

    private byte[] draw(Key key, Supplier<byte[]> file, Function<PixelImage, byte[]> drawing) {
        byte[] ready = get(key);
        if (ready != null && store.contains(BlobKind.IMAGE, key.sha256())) {
            return ready;
        }
        enter();
        try {
            byte[] meanwhile = ready == null ? get(key) : null;
            if (meanwhile != null) {
                return meanwhile;
            }
            byte[] drawn = drawing.apply(decoder.decode(file.get()));
            put(key, drawn);
            return drawn;
        } finally {
            places.release();
        }
    }

    private static byte[] shrunk(PixelImage image, int pixels) {
        double scale = Math.min(1, (double) pixels / Math.max(image.width(), image.height()));
        return JpegEncoder.encode(Resizer.resize(image, (int) Math.max(1, Math.round(image.width() * scale)), (int)
                Math.max(1, Math.round(image.height() * scale))));
    }

    private void enter() {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw busy("The thumbnail waited " + PATIENCE_SECONDS + " s for others to be drawn.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy("The server is stopping.");
        }
    }

    private static PatchbankException busy(String what) {
        return ImageErrorCode.THUMBNAILS_BUSY.error(what);
    }

    private synchronized byte[] get(Key key) {
        return kept.get(key);
    }

    private synchronized void put(Key key, byte[] picture) {
        byte[] before = kept.put(key, picture);
        keptBytes += bytes(picture) - (before == null ? 0 : bytes(before));
        var oldest = kept.values().iterator();
        while (keptBytes > mostBytes && oldest.hasNext()) {
            keptBytes -= bytes(oldest.next());
            oldest.remove();
        }
    }

    private static long bytes(byte[] picture) {
        return picture.length + OVERHEAD;
    }
}
