package org.patchbank.deployment;

import org.patchbank.platform.PatchbankException;

/**
 * How the limits of a deployment follow its accepted inspections.
 *
 * @param last how many accepted inspections an estimate rests on, {@value #FEWEST} to {@value #MOST}
 * @param every after how many new ones the next estimate is made, 1 to {@code last}
 * @param bound how far a limit may go from the version's own: its distance from the median of the calibration scores stays within
 *     this factor and its inverse, in (1, {@value #WIDEST}]
 */
public record RollingPlan(int last, int every, double bound) {
    public static final int FEWEST = 20;
    public static final int MOST = 100_000;
    public static final double WIDEST = 3;

    public RollingPlan {
        if (last < FEWEST || last > MOST || every < 1 || every > last || !(bound > 1 && bound <= WIDEST)) {
            throw new PatchbankException(
                    DeploymentError.ROLLING_INVALID,
                    "Limits cannot follow the last %d accepted inspections, every %d, within the bound %s."
                            .formatted(last, every, bound),
                    "Give rolling.last from %,d to %,d, rolling.every at most that, rolling.bound above 1 and at most %s."
                            .formatted(FEWEST, MOST, WIDEST));
        }
    }
}
