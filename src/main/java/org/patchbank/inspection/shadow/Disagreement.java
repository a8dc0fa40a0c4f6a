package org.patchbank.inspection.shadow;

import java.time.Instant;
import java.util.UUID;
import org.patchbank.scoring.Decision;

/**
 * An inspection that was decided otherwise than a shadow would have.
 *
 * @param inForceShare the score in force as a share of the reject limit in force
 * @param besideShare the shadow's score as a share of its own reject limit
 */
public record Disagreement(
        UUID inspection,
        Decision inForce,
        double inForceScore,
        double inForceShare,
        Decision beside,
        double besideScore,
        double besideShare) {

    /** How far apart the two are, each measured by its own limit. */
    public double difference() {
        return Math.abs(besideShare - inForceShare);
    }

    /** What comes first. */
    public enum Order {
        NEWEST,
        /** By {@link Disagreement#difference}. */
        DIFFERENT
    }

    /**
     * Which ones; absent parts leave the choice open.
     *
     * @param from earliest time of reception
     * @param to exclusive
     */
    public record Filter(Instant from, Instant to, Decision inForce, Decision beside, Order order) {}
}
