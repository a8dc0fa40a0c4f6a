package org.patchbank.serving;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How many inspections run at once, and how long the others wait. */
@ConfigMapping(prefix = "patchbank.inspection")
public interface InspectionSettings {
    /** Inspections that run at once. Two keep the cores busy: while one decodes, the other computes. */
    @WithDefault("2")
    @Min(1) int concurrent();

    /** Inspections that are being read or wait for their turn; further ones are sent away with 429. */
    @WithDefault("64")
    @Min(0) int queue();

    /** Bytes that the images of all these may hold together; 0 means a quarter of Java's heap. */
    @WithDefault("0")
    @Min(0) long maxBytesAtOnce();

    /** How long an inspection waits for memory, and then for its turn. */
    @WithDefault("10s")
    Duration patience();

    /** How often changes that other nodes made to deployments are looked for. */
    @WithDefault("3s")
    Duration pollEvery();
}
