package org.patchbank.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where vectors are kept. */
@ConfigMapping(prefix = "patchbank.vector-index")
interface VectorIndexSettings {
    @WithDefault("postgres")
    Kind kind();

    /** The adapters there are. */
    enum Kind {
        POSTGRES
    }
}
