package org.patchbank.reference;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How many uploads there may be, and how much one may hold. */
@ConfigMapping(prefix = "patchbank.upload")
public interface UploadSettings {
    /** Uploads that are taken in at once; further ones are sent away with 429. */
    @WithDefault("16")
    @Min(1) int atOnce();

    /** Most files in one ZIP. */
    @WithDefault("20000")
    @Min(1) int maxArchiveFiles();

    /** Most bytes that the files of one ZIP may unpack to. */
    @WithDefault("17179869184")
    @Min(1) long maxArchiveBytes();
}
