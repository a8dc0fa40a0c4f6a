package org.patchbank.embedding;

import java.util.List;

/**
 * What decides an embedding.
 *
 * @param backbone name of a registered backbone, or path of an ONNX file with a descriptor beside it
 * @param layers outputs of the backbone, fine to coarse; empty means the descriptor's default layers
 * @param inputSize side of the square, in pixels, that an image is resized to before the network sees it
 * @param neighbourhood side of the square of cells averaged into a patch: 1, 3 or 5 (PatchCore, Roth et al. 2022, eq. 2)
 * @param fusion how layers become one vector
 */
public record EmbeddingSpec(String backbone, List<String> layers, int inputSize, int neighbourhood, Fusion fusion) {
    public EmbeddingSpec {
        layers = List.copyOf(layers);
    }
}
