package org.patchbank.platform;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where image bytes are kept. */
@ConfigMapping(prefix = "patchbank.image-store")
public interface ImageStoreSettings {
    /** A folder that several nodes share, instead of each node's data folder. */
    Optional<Path> folder();
}
