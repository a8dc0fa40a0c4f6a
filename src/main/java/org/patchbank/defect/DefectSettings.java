package org.patchbank.defect;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How defects are looked after. */
@ConfigMapping(prefix = "patchbank.defects")
public interface DefectSettings {
    /** How often new and changed defects are brought into the vector index. */
    @WithDefault("500ms")
    Duration indexEvery();

    /** How often it is looked for defects whose vectors the index has lost. */
    @WithDefault("30s")
    Duration restoreEvery();
}
