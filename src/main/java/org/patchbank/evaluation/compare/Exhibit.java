package org.patchbank.evaluation.compare;

import org.patchbank.evaluation.dataset.TestImage;
import org.patchbank.image.PixelImage;

/** A picture to judge whose truth is known. Made when it is asked for. */
record Exhibit(TestImage image, Source source) {
    /** Where the picture comes from. */
    @FunctionalInterface
    interface Source {
        /** @throws org.patchbank.platform.PatchbankException if it cannot be had */
        PixelImage picture();
    }
}
