package org.patchbank.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The settings of the whole program. */
@ConfigMapping(prefix = "patchbank")
public interface PatchbankSettings {
    /** Folder of the embedded database, the images and everything else that is kept on this machine. */
    @WithDefault("patchbank-data")
    Path dataDir();

    /** What this process does. */
    @WithDefault("ingest,query")
    Set<NodeRole> roles();

    /** The factory that this node works for. */
    @WithDefault("default")
    String factory();

    /** JDBC URL of a PostgreSQL to use instead of the embedded one. */
    Optional<String> jdbcUrl();

    /** User of that PostgreSQL. */
    Optional<String> jdbcUsername();

    /** Password of that user; better given as an environment variable. */
    Optional<String> jdbcPassword();
}
