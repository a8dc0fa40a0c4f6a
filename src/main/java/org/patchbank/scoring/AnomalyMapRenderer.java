package org.patchbank.scoring;

import org.patchbank.patch.PatchGrid;

/** Lays patch scores out on the image. Safe for concurrent use. */
public final class AnomalyMapRenderer {
    /**
     * Enlarges the grid to the network's input size (bilinear), smooths it (Gaussian, sigma 4 at 224 pixels) and brings it
     * to the image's size (bilinear).
     *
     * @param scores one a patch of {@code grid}
     */
    public AnomalyMap render(PatchGrid grid, float[] scores, int inputSize, int width, int height) {
        throw new UnsupportedOperationException(
                grid + " " + scores.length + " " + inputSize + " " + width + " " + height);
    }
}
