package org.patchbank.deployment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.patchbank.deployment.Rolling.Bound;
import org.patchbank.scoring.AcceptedDrift;
import org.patchbank.scoring.AcceptedDrift.Accepted;
import org.patchbank.scoring.AcceptedDrift.Shift;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.Threshold;
import org.patchbank.scoring.ThresholdMethod;

/**
 * Moves the limits of a deployment with its accepted inspections.
 *
 * <p>Both limits are the version's own plus one shift, the one that {@link AcceptedDrift} finds from accepted inspections alone; it says how
 * the truncation of that sample is put right. The shift is always counted from the version's calibration, never from the limits
 * before, so estimates do not add up.
 *
 * <p>The guard: with m the median of the calibration scores and T the version's own review limit, the review limit stays within
 * m + (T - m) / bound and m + (T - m) bound. An estimate outside puts the limits to that bound and stops them there, until a person has
 * looked. Limits move only where the inspections contradict the present ones at 1 % significance, so noise makes no history.
 */
public final class RollingThresholds {
    /** How the reasons of its revisions begin: nobody decided on those. */
    static final String REASON = "rolling: ";

    private final Calibration calibration;
    private final AcceptedDrift drift;

    /** @param calibrationScores of the version */
    public RollingThresholds(double[] calibrationScores) {
        this.calibration = new Calibration(calibrationScores);
        this.drift = new AcceptedDrift(calibrationScores);
    }

    /** New limits and why. */
    public record Move(DecisionRule rule, Rolling rolling, String reason) {}

    /**
     * @param present the limits in force, none of them set by hand
     * @param accepted the last inspections that were accepted, as many as the plan wants
     * @return empty if the limits are to stay
     */
    public Optional<Move> next(DecisionRule present, Rolling rolling, List<Accepted> accepted) {
        if (rolling.stopped().isPresent() || !drift.contradicts(accepted, rolling.shift())) {
            return Optional.empty();
        }
        Threshold review = calibration.threshold(present.review().falseRejectWanted());
        Threshold reject = calibration.threshold(present.reject().falseRejectWanted());
        double room = Math.max(0, Math.min(review.value(), reject.value()) - drift.median());
        double highest = room * (rolling.plan().bound() - 1);
        double lowest = room * (1 / rolling.plan().bound() - 1);
        Shift found = drift.estimate(accepted);
        double shift = Math.min(Math.max(found.value(), lowest), highest);
        Threshold movedReject = moved(reject, shift, found);
        Threshold movedReview = review.value() <= reject.value() ? moved(review, shift, found) : movedReject;
        Rolling after = rolling.moved(shift, stop(found.value(), lowest, highest));
        return Optional.of(new Move(new DecisionRule(movedReview, movedReject), after, reason(after, found)));
    }

    private static Optional<Bound> stop(double found, double lowest, double highest) {
        if (found > highest) {
            return Optional.of(Bound.UPPER);
        }
        return found < lowest ? Optional.of(Bound.LOWER) : Optional.empty();
    }

    /** What a shifted limit promises where the good scores are shifted as found, anywhere in its interval. */
    private Threshold moved(Threshold own, double shift, Shift found) {
        double value = own.value() + shift;
        double promised = shift == found.value()
                ? own.falseRejectPromised()
                : calibration.manual(value - found.value()).falseRejectPromised();
        return new Threshold(
                value,
                ThresholdMethod.ROLLING,
                own.falseRejectWanted(),
                promised,
                Math.min(own.low(), calibration.manual(value - found.low()).low()),
                Math.max(own.high(), calibration.manual(value - found.high()).high()),
                own.calibrationImages(),
                own.extrapolationWanted());
    }

    private static String reason(Rolling after, Shift found) {
        String moved = String.format(
                Locale.ROOT,
                REASON
                        + "the last %d accepted inspections lie %+.4g [%+.4g, %+.4g] from the calibration; limits %+.4g from the version's own",
                after.plan().last(),
                found.value(),
                found.low(),
                found.high(),
                after.shift());
        return after.stopped()
                .map(bound -> moved + ", the " + bound.name().toLowerCase(Locale.ROOT) + " bound: stopped")
                .orElse(moved);
    }
}
