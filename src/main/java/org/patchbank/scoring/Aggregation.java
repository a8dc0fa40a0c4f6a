package org.patchbank.scoring;

import java.util.List;

/** How the scores of an image's patches become the image's anomaly score. Higher is more anomalous. Safe for concurrent use. */
public sealed interface Aggregation permits Maximum, Mean, TopMean, SoftmaxMean, MaskMean, Quantile, AnomalousArea {
    Aggregation MAX = new Maximum();

    /** Whether the largest patch score is the image's score, so that it is known as soon as that one is. */
    default boolean largestDecides() {
        return false;
    }

    /**
     * How many of the highest patch scores make the image's: it stays as it is where others are larger than they are, yet not larger than
     * those.
     *
     * @param patches that count
     */
    default int deciding(int patches) {
        return patches;
    }

    /**
     * What it must know of good images: nothing, for most.
     *
     * @param unseen good images scored by a model that has not seen them, at least one
     */
    default float[] learn(List<ScoredPatches> unseen) {
        return new float[0];
    }

    /** @param learned what {@link #learn} gave */
    double aggregate(ScoredPatches image, float[] learned);
}
