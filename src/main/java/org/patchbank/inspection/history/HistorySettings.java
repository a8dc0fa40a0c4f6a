package org.patchbank.inspection.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How the history of inspections is kept in order. */
@ConfigMapping(prefix = "patchbank.history")
public interface HistorySettings {
    /** How many months ahead there are partitions for. */
    @WithDefault("3")
    @Min(1) @Max(120) int monthsAhead();

    /** How often the months to come are looked after. */
    @WithDefault("6h")
    Duration monthsEvery();

    /** How often counts are brought up to date for statistics. */
    @WithDefault("30s")
    Duration statisticsEvery();

    /** How often images are looked for that no longer have to be kept. */
    @WithDefault("1h")
    Duration retentionEvery();
}
