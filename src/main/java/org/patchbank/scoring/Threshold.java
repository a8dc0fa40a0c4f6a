package org.patchbank.scoring;

/**
 * The calibrated limit of a deployment: scores above it are rejected (or reviewed).
 *
 * @param value the limit itself
 * @param method how it came about
 * @param falseRejectWanted the share of good parts that may exceed it, as asked for
 * @param falseRejectPromised the expected share, as the calibration images allow: the mean of its distribution
 * @param low lower end of the 90 % interval of the realised share (its 5 % quantile)
 * @param high upper end of that interval (its 95 % quantile)
 * @param calibrationImages how many good images it rests on
 * @param extrapolationWanted whether it may be extrapolated where the calibration images do not reach the wanted rate
 */
public record Threshold(
        double value,
        ThresholdMethod method,
        double falseRejectWanted,
        double falseRejectPromised,
        double low,
        double high,
        int calibrationImages,
        boolean extrapolationWanted) {

    /** Whether it lies beyond all that the calibration images have shown. */
    public boolean extrapolated() {
        boolean shifted = method == ThresholdMethod.ROLLING
                && extrapolationWanted
                && falseRejectWanted * (calibrationImages + 1) < 1;
        return shifted || method == ThresholdMethod.PARETO_TAIL;
    }
}
