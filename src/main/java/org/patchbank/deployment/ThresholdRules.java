package org.patchbank.deployment;

import java.util.Locale;
import org.patchbank.platform.PatchbankException;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.Threshold;
import org.patchbank.scoring.ThresholdMethod;

/** Finds the two limits of a deployment from what is wanted and the calibration of its version. */
final class ThresholdRules {
    private final Calibration calibration;

    ThresholdRules(Calibration calibration) {
        this.calibration = calibration;
    }

    /** The limits of a new deployment: the default rates where nothing else is wanted. */
    DecisionRule first(ThresholdRequest wish) {
        boolean extrapolate = Boolean.TRUE.equals(wish.extrapolate());
        Threshold reject =
                limit(wish.rejectThreshold(), wish.rejectRate(), ThresholdRequest.DEFAULT_REJECT_RATE, extrapolate);
        Threshold review =
                limit(wish.reviewThreshold(), wish.reviewRate(), ThresholdRequest.DEFAULT_REVIEW_RATE, extrapolate);
        return rule(review, reject, wish);
    }

    /**
     * The limits after a change. What is not wanted otherwise stays: a rate is kept, and its limit found again; a limit set
     * by hand is kept as long as the version is.
     *
     * @throws PatchbankException {@code MANUAL_THRESHOLD_NOT_COMPARABLE} if a limit set by hand would outlive its version
     */
    DecisionRule changed(DecisionRule present, ThresholdRequest wish, boolean otherVersion) {
        boolean extrapolate = wish.extrapolate() != null
                ? wish.extrapolate()
                : present.reject().extrapolationWanted() || present.review().extrapolationWanted();
        Threshold reject = wish.rejectThreshold() == null && wish.rejectRate() == null
                ? kept(present.reject(), "reject", otherVersion, extrapolate)
                : limit(wish.rejectThreshold(), wish.rejectRate(), 0, extrapolate);
        Threshold review = wish.reviewThreshold() == null && wish.reviewRate() == null
                ? kept(present.review(), "review", otherVersion, extrapolate)
                : limit(wish.reviewThreshold(), wish.reviewRate(), 0, extrapolate);
        return rule(review, reject, wish);
    }

    /** The same limits by another calibration of the same version: rates are kept, and so are values set by hand. */
    DecisionRule calibratedAnew(DecisionRule present) {
        Threshold reject = anew(present.reject());
        Threshold review = anew(present.review());
        return rule(review, reject, ThresholdRequest.NOTHING);
    }

    private Threshold anew(Threshold present) {
        return present.method() == ThresholdMethod.MANUAL
                ? calibration.manual(present.value())
                : calibration.threshold(present.falseRejectWanted(), present.extrapolationWanted());
    }

    private Threshold limit(Double value, Double rate, double otherwise, boolean extrapolate) {
        if (value != null) {
            return calibration.manual(value);
        }
        return calibration.threshold(rate != null ? rate : otherwise, extrapolate);
    }

    private Threshold kept(Threshold present, String name, boolean otherVersion, boolean extrapolate) {
        if (present.method() != ThresholdMethod.MANUAL) {
            return calibration.threshold(present.falseRejectWanted(), extrapolate);
        }
        if (otherVersion) {
            throw new PatchbankException(
                    DeploymentError.MANUAL_THRESHOLD_NOT_COMPARABLE,
                    "The %s threshold was set by hand for another version, and scores of two versions cannot be compared."
                            .formatted(name),
                    "Give %1$s_rate or %1$s_threshold for the new version.".formatted(name));
        }
        return present;
    }

    private static DecisionRule rule(Threshold review, Threshold reject, ThresholdRequest wish) {
        if (review.value() <= reject.value()) {
            return new DecisionRule(review, reject);
        }
        if (wish.reviewRate() == null && wish.reviewThreshold() == null) {
            // Nobody asked for this review limit: the band between the two is empty then.
            return new DecisionRule(reject, reject);
        }
        throw new PatchbankException(
                DeploymentError.THRESHOLDS_CROSSED,
                String.format(
                        Locale.ROOT,
                        "The review threshold %.4g is above the reject threshold %.4g.",
                        review.value(),
                        reject.value()),
                "Choose review_rate at least reject_rate, or review_threshold at most reject_threshold.");
    }
}
