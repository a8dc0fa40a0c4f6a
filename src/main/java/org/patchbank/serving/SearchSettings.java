package org.patchbank.serving;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Where banks are searched. */
@ConfigMapping(prefix = "patchbank.search")
public interface SearchSettings {
    /** In this node's memory, in the vector index, or in memory as far as that goes. */
    @WithDefault("auto")
    Mode mode();

    /** Bytes of Java's heap that banks may take where the mode is auto; 0 means a third of it. */
    @WithDefault("0")
    @Min(0) long memory();

    /** How long a bank must have judged nothing until it makes room for another. */
    @WithDefault("1m")
    Duration idle();

    /** How long the vector index may take over one image. After that the image is judged without it. */
    @WithDefault("5s")
    Duration timeout();

    /** How long the vector index is left alone after it failed. */
    @WithDefault("5s")
    Duration pause();

    /** What may be wished for. */
    enum Mode {
        AUTO,
        LOCAL,
        INDEX
    }
}
