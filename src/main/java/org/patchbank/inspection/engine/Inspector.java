package org.patchbank.inspection.engine;

import org.patchbank.detector.Detector;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.image.ImageDecoder;
import org.patchbank.platform.StageTimes;
import org.patchbank.reference.spec.DetectorSpec;
import org.patchbank.scoring.DecisionRule;

/** The hot path: image bytes to decision. Knows no database. Safe for concurrent use. */
public final class Inspector {
    private final ImageDecoder decoder;
    private final PatchEmbedder embedder;
    private final Detector detector;
    private final DetectorSpec spec;

    public Inspector(ImageDecoder decoder, PatchEmbedder embedder, Detector detector, DetectorSpec spec) {
        this.decoder = decoder;
        this.embedder = embedder;
        this.detector = detector;
        this.spec = spec;
    }

    /** @throws org.patchbank.platform.PatchbankException if the image cannot be used */
    public Examination examine(byte[] image, DecisionRule rule, StageTimes times) {
        throw new UnsupportedOperationException(
                decoder + "" + embedder + detector + spec + rule + times + image.length);
    }
}
