package org.patchbank.reference;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How versions are built. */
@ConfigMapping(prefix = "patchbank.build")
public interface BuildSettings {
    /** Builds that this node runs at once; each uses all cores. */
    @WithDefault("1")
    @Min(1) int atOnce();

    /** How often the queue is looked at. */
    @WithDefault("1s")
    Duration pollInterval();

    /** How often a running build shows that it lives; after six times this without a sign another node takes it over. */
    @WithDefault("5s")
    Duration heartbeat();

    /** How long a stopping server waits for a build to notice. */
    @WithDefault("20s")
    Duration stopLimit();

    /** How often the vector index is compared with the tables; one node of all does it. */
    @WithDefault("24h")
    Duration reconcileEvery();
}
