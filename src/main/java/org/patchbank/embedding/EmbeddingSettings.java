package org.patchbank.embedding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.util.Optional;

/** Where backbones lie and what running them may take. None of this changes an embedding. */
@ConfigMapping(prefix = "patchbank.embedding")
public interface EmbeddingSettings {
    /** Folder of added backbones, each an ONNX file with a descriptor beside it. */
    Optional<Path> backbones();

    /** Native threads that one inspected image may use; 0 takes every core. */
    @WithDefault("0")
    @Min(0) int threads();

    /** Images embedded side by side while a version is built, one native thread each; 0 takes every core. */
    @WithDefault("0")
    @Min(0) int batch();

    /** Keep the network's working memory between images: faster, and not given back until the backbone is closed. */
    @WithDefault("true")
    boolean keepMemory();

    /** {@link #threads()}, with 0 resolved. */
    default int nativeThreads() {
        return threads() > 0 ? threads() : Runtime.getRuntime().availableProcessors();
    }

    /** {@link #batch()}, with 0 resolved. */
    default int imagesAtOnce() {
        return batch() > 0 ? batch() : Runtime.getRuntime().availableProcessors();
    }
}
