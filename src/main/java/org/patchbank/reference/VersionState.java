package org.patchbank.reference;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The life of a reference version. A version that has ended never changes again. */
public enum VersionState {
    /** Waits for a builder. */
    QUEUED,
    /** Is being built; after a crash of the builder it is built again from the start. */
    BUILDING,
    /** Complete, verified, and fit to be deployed. */
    READY,
    FAILED,
    CANCELLED;

    /** The states that may follow this one. */
    public Set<VersionState> next() {
        return switch (this) {
            case QUEUED -> EnumSet.of(BUILDING, CANCELLED);
            case BUILDING -> EnumSet.of(BUILDING, READY, FAILED, CANCELLED);
            case READY, FAILED, CANCELLED -> EnumSet.noneOf(VersionState.class);
        };
    }

    public boolean ended() {
        return next().isEmpty();
    }

    /** As callers see it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
