package org.patchbank.deployment;

/**
 * What somebody wants of a deployment's limits; absent parts stay as they are. A value set by hand goes before a rate.
 *
 * @param rejectRate share of good parts that may be rejected, in (0, 1)
 * @param reviewRate share of good parts that may be rejected or reviewed, in (0, 1), at least the reject rate
 * @param extrapolate whether limits may be extrapolated where the calibration images do not reach the rate
 */
public record ThresholdRequest(
        Double rejectRate, Double reviewRate, Double rejectThreshold, Double reviewThreshold, Boolean extrapolate) {
    static final double DEFAULT_REJECT_RATE = 0.01;
    static final double DEFAULT_REVIEW_RATE = 0.05;

    public static final ThresholdRequest NOTHING = new ThresholdRequest(null, null, null, null, null);
}
