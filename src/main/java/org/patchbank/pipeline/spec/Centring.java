package org.patchbank.pipeline.spec;

/** Whether an image's embeddings are compared as they are. */
public enum Centring {
    NONE,
    /** Less their mean over the image; see {@link org.patchbank.detector.ImageCentring}. */
    IMAGE
}
