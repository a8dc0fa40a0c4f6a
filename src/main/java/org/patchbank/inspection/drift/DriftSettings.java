package org.patchbank.inspection.drift;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How deployments are watched. */
@ConfigMapping(prefix = "patchbank.drift")
public interface DriftSettings {
    /** How often it is looked whether enough new inspections have come. */
    @WithDefault("1m")
    Duration every();

    /** How many of the last inspections are compared; a quarter of them must be new for another look. */
    @WithDefault("200")
    @Min(50) @Max(2000) int window();

    /** How many of the first inspections images and shares are compared with. */
    @WithDefault("200")
    @Min(50) @Max(2000) int reference();

    /** How long the values of each look are kept. */
    @WithDefault("365d")
    Duration keep();
}
