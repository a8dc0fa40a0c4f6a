package org.patchbank.scoring;

/** How a threshold was found. */
public enum ThresholdMethod {
    /** A score quantile of good images the bank has not seen (split conformal). */
    CONFORMAL,
    /** The largest calibration score: too few images for the wanted rate. */
    CONFORMAL_LARGEST,
    /** Set by a person. */
    MANUAL
}
