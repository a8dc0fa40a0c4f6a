package org.patchbank.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.patchbank.platform.PatchbankSettings;
import org.patchbank.platform.s3.S3ImageStore;
import org.patchbank.platform.storage.FolderImageStore;
import org.patchbank.platform.storage.ImageStore;

/** Chooses where image bytes are kept. */
@ApplicationScoped
class ImageStoreProducer {
    @Produces
    @Singleton
    ImageStore imageStore(ImageStoreSettings settings, PatchbankSettings program) {
        return open(settings, program.dataDir());
    }

    static ImageStore open(ImageStoreSettings settings, Path dataDir) {
        return switch (settings.kind()) {
            case FOLDER ->
                new FolderImageStore(settings.folder().orElse(dataDir).toAbsolutePath());
            case S3 -> new S3ImageStore(settings.s3().options());
        };
    }

    void close(@Disposes ImageStore store) throws Exception {
        if (store instanceof AutoCloseable held) {
            held.close();
        }
    }
}
