package org.patchbank.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.ImageLimits;
import org.patchbank.image.codec.ImageSettings;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.Sha256;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.ImageStore;
import org.patchbank.testing.TestImages;

class ImageIntakeTest {
    private static final int THREADS = 2;
    private static final int UPLOADS = 8;

    @TempDir
    Path folder;

    @Test
    void uploads_at_once_hold_no_more_files_in_memory_than_there_are_threads() throws Exception {
        CountingStore store = new CountingStore();
        ExecutorService callers = Executors.newCachedThreadPool();
        try (Parallel parallel = new Parallel(THREADS)) {
            ImageIntake intake = new ImageIntake(
                    new ImageDecoder(ImageLimits.DEFAULT),
                    store,
                    settings(ImageSettings.class),
                    settings(UploadSettings.class),
                    parallel);
            List<Future<List<ImageIntake.Outcome>>> uploads = new ArrayList<>();
            for (int i = 0; i < UPLOADS; i++) {
                List<Upload> files = List.of(file(2 * i), file(2 * i + 1));
                uploads.add(callers.submit(() -> intake.take(files)));
            }
            for (Future<List<ImageIntake.Outcome>> upload : uploads) {
                assertThat(upload.get(60, TimeUnit.SECONDS)).allMatch(outcome -> outcome.kept() != null);
            }
        } finally {
            callers.shutdownNow();
        }

        assertThat(store.most.get()).isBetween(1, THREADS);
    }

    private Upload file(int number) throws IOException {
        Path file = folder.resolve(number + ".png");
        Files.write(file, TestImages.good(number));
        return new Upload(file.getFileName().toString(), file);
    }

    private static <T> T settings(Class<T> type) {
        return new SmallRyeConfigBuilder().withMapping(type).build().getConfigMapping(type);
    }

    /** Keeps nothing, and counts how many images are being put at once. */
    private static final class CountingStore implements ImageStore {
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public String put(BlobKind kind, byte[] bytes) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            now.decrementAndGet();
            return Sha256.of(bytes);
        }

        @Override
        public String put(BlobKind kind, Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] read(BlobKind kind, String sha256) {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream open(BlobKind kind, String sha256) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(BlobKind kind, String sha256) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean contains(BlobKind kind, String sha256) {
            return false;
        }

        @Override
        public void check() {}

        @Override
        public void tidy(Instant before) {}
    }
}
