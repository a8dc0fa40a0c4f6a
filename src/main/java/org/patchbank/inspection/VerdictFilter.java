package org.patchbank.inspection;

import java.util.Optional;

/** Which present verdict inspections are looked for by. */
public enum VerdictFilter {
    /** Nobody has said anything yet. */
    NONE(null),
    GOOD(Quality.GOOD),
    DEFECTIVE(Quality.DEFECTIVE);

    private final Quality quality;

    VerdictFilter(Quality quality) {
        this.quality = quality;
    }

    Optional<Quality> quality() {
        return Optional.ofNullable(quality);
    }
}
