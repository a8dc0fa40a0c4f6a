package org.patchbank.inspection.shadow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How much shadows may cost, and when what they missed is made good. */
@ConfigMapping(prefix = "patchbank.shadow")
public interface ShadowSettings {
    /** Inspections that wait in memory to be scored by a shadow; further ones are scored later, from their kept images. */
    @WithDefault("64")
    @Min(0) int queue();

    /** Bytes that these may hold together; 0 means a sixteenth of Java's heap. */
    @WithDefault("0")
    @Min(0) long memory();

    /** How long a shadow lets inspections go first before it scores one image all the same. */
    @WithDefault("1s")
    Duration patience();

    /** How often shadows are looked for that other nodes started, and inspections that were missed. */
    @WithDefault("2s")
    Duration lookEvery();

    /** How old an inspection without a score is when it counts as missed, and is scored from its image. */
    @WithDefault("5s")
    Duration missedAfter();
}
