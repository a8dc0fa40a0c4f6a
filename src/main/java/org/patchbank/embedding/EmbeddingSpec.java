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
    private static final int SMALLEST_INPUT = 32;
    private static final int LARGEST_INPUT = 2048;
    private static final List<Integer> NEIGHBOURHOODS = List.of(1, 3, 5);

    public EmbeddingSpec {
        layers = List.copyOf(layers);
        if (inputSize < SMALLEST_INPUT || inputSize > LARGEST_INPUT) {
            throw invalid(
                    "The input size " + inputSize + " is out of range",
                    "Choose a size from %d to %d pixels.".formatted(SMALLEST_INPUT, LARGEST_INPUT));
        }
        if (!NEIGHBOURHOODS.contains(neighbourhood)) {
            throw invalid("The neighbourhood " + neighbourhood + " is not possible", "Choose 1, 3 or 5.");
        }
    }

    private static RuntimeException invalid(String message, String remedy) {
        return EmbeddingErrorCode.EMBEDDING_SPEC_INVALID.error(message, remedy);
    }
}
