package org.patchbank.embedding;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What decides an embedding.
 *
 * @param backbone name of a registered backbone, or path of an ONNX file with a descriptor beside it
 * @param layers outputs of the backbone, fine to coarse; empty means the descriptor's default layers, or the deepest for crops
 * @param inputSizes sides of the squares, in pixels, that an image is resized to before the network sees it: one, or several whose
 *     feature maps all go into the embedding; ascending
 * @param neighbourhood side of the square of cells averaged into a patch: 1, 3 or 5 (PatchCore, Roth et al. 2022, eq. 2); 1 for crops
 * @param crops of the image as patches; absent where patches are cells of the feature maps
 */
public record EmbeddingSpec(
        String backbone, List<String> layers, List<Integer> inputSizes, int neighbourhood, Optional<Crops> crops) {
    private static final int SMALLEST_INPUT = 32;
    private static final int LARGEST_INPUT = 2048;
    private static final int MOST_INPUTS = 4;
    private static final List<Integer> NEIGHBOURHOODS = List.of(1, 3, 5);

    public EmbeddingSpec {
        layers = List.copyOf(layers);
        inputSizes = inputSizes.stream().sorted().toList();
        if (inputSizes.isEmpty() || inputSizes.size() > MOST_INPUTS) {
            throw invalid(inputSizes.size() + " input sizes are not possible", "Give 1 to %d.".formatted(MOST_INPUTS));
        }
        if (inputSizes.stream().distinct().count() < inputSizes.size()) {
            throw invalid("The input sizes " + inputSizes + " name one twice", "Name every size once.");
        }
        for (int inputSize : inputSizes) {
            if (inputSize < SMALLEST_INPUT || inputSize > LARGEST_INPUT) {
                throw invalid(
                        "The input size " + inputSize + " is out of range",
                        "Choose a size from %d to %d pixels.".formatted(SMALLEST_INPUT, LARGEST_INPUT));
            }
            crops.ifPresent(each -> each.layout(inputSize));
        }
        if (!NEIGHBOURHOODS.contains(neighbourhood)) {
            throw invalid("The neighbourhood " + neighbourhood + " is not possible", "Choose 1, 3 or 5.");
        }
        if (crops.isPresent() && neighbourhood != 1) {
            throw invalid(
                    "Crops have no neighbourhood of " + neighbourhood,
                    "Leave neighbourhood out, or set it to 1: a crop is averaged over all its cells as it is.");
        }
    }

    /** For an image that is resized to one square, whose feature maps' cells are the patches. */
    public EmbeddingSpec(String backbone, List<String> layers, int inputSize, int neighbourhood) {
        this(backbone, layers, List.of(inputSize), neighbourhood, Optional.empty());
    }

    /** The largest of the input sizes: its feature maps have the finest grid. */
    public int inputSize() {
        return inputSizes.stream().max(Comparator.naturalOrder()).orElseThrow();
    }

    private static RuntimeException invalid(String message, String remedy) {
        return EmbeddingErrorCode.EMBEDDING_SPEC_INVALID.error(message, remedy);
    }
}
