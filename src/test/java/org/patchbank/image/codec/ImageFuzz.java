package org.patchbank.image.codec;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.patchbank.image.PixelImage;
import org.patchbank.platform.PatchbankException;

/**
 * Decodes damaged image files in a process of its own, whose memory is what its caller gives it. Prints one line a file that ends
 * in neither an image nor a {@link PatchbankException}, or takes longer than {@link #DEADLINE_MS}; then how many there were.
 */
final class ImageFuzz {
    /** Ends a decoder that would go on for ever. */
    private static final int DEADLINE_MS = 2000;

    private static final int[] FIELDS = {0, 1, 65535, Integer.MAX_VALUE, -1};
    private static final String WEBP_LOSSLESS = "UklGRiYAAABXRUJQVlA4TBoAAAAvB8AAAAdQgSD9fyAp7TYYG1X9GxH9D/4A";
    private static final String WEBP_EXTENDED =
            "UklGRooAAABXRUJQVlA4WAoAAAACAAAABwAAAwAAQU5JTQYAAAAAAAAAAABBTk1GKgAAAAAAAAAAAAcAAAMAAAAAAAJWUDhMEQAAAC8H"
                    + "wAAAB1CoIhel/4GI6H8AAEFOTUYsAAAAAAAAAAAABwAAAwAAAAAAAFZQOEwUAAAALwfAAAAHUIFUCCAACpr+x4iI/gc=";

    private final Random random;
    private final List<byte[]> files = files();
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "decoder");
        thread.setDaemon(true);
        return thread;
    });

    private ImageFuzz(long seed) {
        this.random = new Random(seed);
    }

    /** @param args how many files, and the seed */
    public static void main(String[] args) throws InterruptedException {
        ImageFuzz fuzz = new ImageFuzz(Long.parseLong(args[1]));
        int mutations = Integer.parseInt(args[0]);
        int failures = 0;
        long slowest = 0;
        for (int i = 0; i < mutations && failures < 10; i++) {
            byte[] damaged = fuzz.mutation(i);
            long began = System.nanoTime();
            String end = fuzz.end(damaged);
            slowest = Math.max(slowest, System.nanoTime() - began);
            if (!end.isEmpty()) {
                failures++;
                System.out.println("mutation " + i + ": " + end + " "
                        + Base64.getEncoder().encodeToString(Arrays.copyOf(damaged, Math.min(600, damaged.length))));
            }
        }
        fuzz.worker.shutdown();
        boolean idle = fuzz.worker.awaitTermination(DEADLINE_MS, TimeUnit.MILLISECONDS);
        System.out.printf(
                "mutations %d, failures %d, threads left %d, slowest %d ms%n",
                mutations, failures, idle ? 0 : 1, slowest / 1_000_000);
    }

    /** How decoding ends, if not as it may. */
    private String end(byte[] bytes) throws InterruptedException {
        Future<PixelImage> image = worker.submit(() -> decoder.decode(bytes));
        try {
            image.get(DEADLINE_MS, TimeUnit.MILLISECONDS);
            return "";
        } catch (ExecutionException e) {
            return e.getCause() instanceof PatchbankException
                    ? ""
                    : e.getCause().toString();
        } catch (TimeoutException e) {
            image.cancel(true);
            return "not done in " + DEADLINE_MS + " ms";
        }
    }

    private byte[] mutation(int number) {
        byte[] file = files.get(number % files.size());
        byte[] damaged = file.clone();
        switch (random.nextInt(5)) {
            case 0 -> damaged = Arrays.copyOf(file, random.nextInt(file.length));
            case 1 -> {
                for (int i = 0; i < 4; i++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
            }
            case 2 -> splice(damaged, files.get(random.nextInt(files.size())));
            default -> setField(damaged);
        }
        return damaged;
    }

    private void splice(byte[] damaged, byte[] other) {
        int length = 1 + random.nextInt(Math.min(damaged.length, other.length) / 2);
        System.arraycopy(
                other, random.nextInt(other.length - length), damaged, random.nextInt(damaged.length - length), length);
    }

    /** In the first KB, or, as TIFF files end with their directory, in the last. */
    private void setField(byte[] damaged) {
        int within = Math.min(1024, damaged.length) - 4;
        int at = random.nextInt(within) + (random.nextBoolean() ? 0 : damaged.length - 4 - within);
        ByteBuffer.wrap(damaged)
                .order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                .putInt(at, FIELDS[random.nextInt(FIELDS.length)]);
    }

    private static List<byte[]> files() {
        BufferedImage colour = TestImages.colour(BufferedImage.TYPE_3BYTE_BGR);
        BufferedImage palette = TestImages.colour(BufferedImage.TYPE_BYTE_INDEXED);
        List<byte[]> files = new ArrayList<>();
        for (String format : List.of("jpeg", "png", "bmp", "tiff")) {
            files.add(TestImages.write(colour, format));
        }
        files.add(TestImages.progressive(colour));
        files.add(TestImages.withOrientation(TestImages.write(TestImages.grey(), "jpeg"), 6));
        files.add(TestImages.write(palette, "png"));
        files.add(TestImages.write(palette, "bmp"));
        for (String packing : List.of("LZW", "PackBits", "Deflate", "JPEG")) {
            files.add(TestImages.packedTiff(colour, packing, false));
            files.add(TestImages.packedTiff(colour, packing, true));
        }
        files.add(TestImages.tiff(48, 32, 8, 1, new byte[48 * 32], 2));
        files.add(Base64.getDecoder().decode(WEBP_LOSSLESS));
        files.add(Base64.getDecoder().decode(WEBP_EXTENDED));
        return files;
    }
}
