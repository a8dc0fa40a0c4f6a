package org.patchbank.inspection.drift;

import java.util.Locale;

/** What is watched of a deployment. */
public enum DriftMeasure {
    /** Anomaly scores of accepted parts, against those of the calibration that could be accepted under the same limit. */
    SCORE,
    /** Of all images, as the two below, against the first ones. */
    BRIGHTNESS,
    CONTRAST,
    SHARPNESS,
    /** The share of parts that a person is to look at, against that of the first parts under the same limits. */
    REVIEW_SHARE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether values are 0 and 1. */
    boolean isShare() {
        return this == REVIEW_SHARE;
    }
}
