package org.patchbank.embedding;

import java.util.List;

/** Opens embedders. One implementation a runtime; which one is the program's choice. */
public interface PatchEmbedders {
    /**
     * Loads the backbone of a spec and warms it.
     *
     * @param threads native threads that one image may use; many images at once want 1
     * @throws org.patchbank.platform.PatchbankException if the backbone or one of its layers is unknown
     */
    PatchEmbedder open(EmbeddingSpec spec, int threads);

    /**
     * Names the layers of a spec that leaves them to the backbone; otherwise those that it names.
     *
     * @throws org.patchbank.platform.PatchbankException if the backbone or one of its layers is unknown
     */
    List<String> layers(EmbeddingSpec spec);
}
