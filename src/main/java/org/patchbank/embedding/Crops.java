package org.patchbank.embedding;

import org.patchbank.image.CropLayout;

/**
 * Patches that are crops of the image, each embedded whole: the network sees one crop at a time, and its output is averaged over
 * all its cells (as SPADE's image embedding, Cohen and Hoshen 2020, of each crop).
 *
 * @param size side of a crop, in pixels of the image at its input size
 * @param stride pixels from crop to crop; below the size they overlap
 */
public record Crops(int size, int stride) {
    private static final int SMALLEST = 32;
    private static final int MOST_CELLS = 4096;

    public Crops {
        if (size < SMALLEST) {
            throw invalid(
                    "Crops of %d pixels are too small for a network".formatted(size),
                    "Choose a size of %d pixels at least.".formatted(SMALLEST));
        }
        if (stride < 1 || stride > size) {
            throw invalid(
                    "Crops of %d pixels cannot lie %d pixels apart".formatted(size, stride),
                    "Choose a stride from 1 to the size: a larger one would leave pixels unseen.");
        }
    }

    /** @throws org.patchbank.platform.PatchbankException if no such crops fit an image of this side */
    public CropLayout layout(int inputSize) {
        if (size > inputSize) {
            throw invalid(
                    "Crops of %d pixels do not fit the input size %d".formatted(size, inputSize),
                    "Choose smaller crops or a larger input size.");
        }
        CropLayout layout = new CropLayout(inputSize, size, stride);
        if (layout.cells() * layout.cells() > MOST_CELLS) {
            throw invalid(
                    "Crops at a stride of %d make %d an image".formatted(stride, layout.cells() * layout.cells()),
                    "Choose a larger stride: %,d crops an image are the limit, as each takes a run of the network."
                            .formatted(MOST_CELLS));
        }
        return layout;
    }

    private static RuntimeException invalid(String message, String remedy) {
        return EmbeddingErrorCode.EMBEDDING_SPEC_INVALID.error(message, remedy);
    }
}
