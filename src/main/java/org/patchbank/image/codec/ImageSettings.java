package org.patchbank.image.codec;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** What images are taken in. */
@ConfigMapping(prefix = "patchbank.image")
public interface ImageSettings {
    /** Most bytes of one encoded file. */
    @WithDefault("67108864")
    @Min(1) long maxBytes();

    /** Most pixels, width times height, of one image. */
    @WithDefault("100000000")
    @Min(1) long maxPixels();

    default ImageLimits limits() {
        return new ImageLimits(maxBytes(), maxPixels(), 1);
    }
}
