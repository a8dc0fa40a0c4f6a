package org.patchbank.reference.fit;

import java.util.List;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.image.ImageDecoder;
import org.patchbank.platform.Parallel;
import org.patchbank.reference.spec.DetectorSpec;

/** Builds a bank from good images and calibrates it. Knows no database. */
public final class Fitter {
    private final ImageDecoder decoder;
    private final Parallel parallel;

    public Fitter(ImageDecoder decoder, Parallel parallel) {
        this.decoder = decoder;
        this.parallel = parallel;
    }

    /** @throws org.patchbank.platform.PatchbankException if fewer than two images can be used */
    public Fit fit(
            List<? extends ReferenceImage> images, DetectorSpec spec, PatchEmbedder embedder, FitListener listener) {
        throw new UnsupportedOperationException(decoder + "" + parallel + images + spec + embedder + listener);
    }
}
