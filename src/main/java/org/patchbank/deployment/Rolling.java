package org.patchbank.deployment;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.platform.TimeOrderedId;

/**
 * A plan and how far it has come.
 *
 * @param shift how far the limits are from the version's own, in units of the score
 * @param stopped at which bound the limits came to a stop; they stay there until a person changes the deployment
 * @param since inspections before do not count: then a person last changed the deployment
 * @param seen the newest inspection that was looked at, if any was
 * @param checkedAt when it was looked at
 */
public record Rolling(
        RollingPlan plan,
        double shift,
        Optional<Bound> stopped,
        Instant since,
        Optional<UUID> seen,
        Optional<Instant> checkedAt) {

    /** The two ends of where limits may go. */
    public enum Bound {
        LOWER,
        UPPER
    }

    /** From now on. */
    static Rolling start(RollingPlan plan, Instant now) {
        return new Rolling(plan, 0, Optional.empty(), now, Optional.empty(), Optional.empty());
    }

    public Rolling checked(UUID newest, Instant now) {
        return new Rolling(plan, shift, stopped, since, Optional.of(newest), Optional.of(now));
    }

    Rolling moved(double newShift, Optional<Bound> stop) {
        return new Rolling(plan, newShift, stop, since, seen, checkedAt);
    }

    /** Inspections that are newer were not looked at yet. */
    public UUID after() {
        return seen.orElseGet(() -> TimeOrderedId.firstAt(since));
    }
}
