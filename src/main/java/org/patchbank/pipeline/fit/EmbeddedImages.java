package org.patchbank.pipeline.fit;

import org.patchbank.pipeline.view.ImageViews;

/** Good images, embedded: from here on every spec that sees images alike can learn. */
public final class EmbeddedImages implements AutoCloseable {
    private final Features features;
    private final ImageViews views;
    private final double seconds;

    EmbeddedImages(Features features, ImageViews views, double seconds) {
        this.features = features;
        this.views = views;
        this.seconds = seconds;
    }

    Features features() {
        return features;
    }

    ImageViews views() {
        return views;
    }

    /** How many images could be used. */
    public int size() {
        return features.images().size();
    }

    /** How long it took. */
    public double seconds() {
        return seconds;
    }

    @Override
    public void close() {
        features.set().table().close();
    }
}
