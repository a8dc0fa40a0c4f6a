package org.patchbank.inspection.proposal;

import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Says that images of inspections shall become reference images, and a version be built with them.
 *
 * @param inspections whose images; at least one
 * @param by who says it
 * @param note or null
 * @param version number of the version to build on; empty for the one in force
 * @param build how
 */
public record NewAcceptance(List<UUID> inspections, String by, String note, OptionalInt version, Build build) {
    public NewAcceptance {
        inspections = inspections.stream().distinct().toList();
    }

    /** How the next version comes about. */
    public enum Build {
        /** From the version to build on and the accepted images, in seconds. */
        GROW,
        /** Anew from all images of the set, with the spec of the version to build on. */
        FULL
    }
}
