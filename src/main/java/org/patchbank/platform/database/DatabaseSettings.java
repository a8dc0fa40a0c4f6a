package org.patchbank.platform.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How long a call of PostgreSQL may take before it fails. Migrations have no such limits. */
@ConfigMapping(prefix = "patchbank.database")
public interface DatabaseSettings {
    /** How long a statement may run, as PostgreSQL writes it: {@code 60s}, {@code 2min}; {@code 0} for any time. */
    @WithDefault("60s")
    String statementTimeout();

    /** How long a statement may wait for a lock, as PostgreSQL writes it; {@code 0} for any time. */
    @WithDefault("10s")
    String lockTimeout();

    /**
     * Seconds after which a connection whose server is silent counts as lost; longer than a statement may run. {@code 0} for any
     * time.
     */
    @WithDefault("90")
    @Min(0) int socketTimeoutSeconds();

    /** How long a call waits for a connection while all are in use. */
    @WithDefault("10s")
    String acquisitionTimeout();
}
