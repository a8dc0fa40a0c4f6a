package org.patchbank.scoring;

import java.util.Locale;

/** How a threshold was found. */
public enum ThresholdMethod {
    /** A score quantile of good images the bank has not seen (split conformal). */
    CONFORMAL,
    /** The largest calibration score: too few images for the wanted rate. */
    CONFORMAL_LARGEST,
    /** Beyond the largest calibration score, along a tail fitted to the largest: an extrapolation. */
    PARETO_TAIL,
    /** Set by a person. */
    MANUAL,
    /** The version's own, shifted as far as the accepted inspections have ({@link AcceptedDrift}), within a bound. */
    ROLLING;

    /** The name as files and answers write it: {@code conformal_largest}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
