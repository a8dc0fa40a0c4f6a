package org.patchbank.patch;

import java.util.BitSet;
import java.util.Optional;

/** Some patches of a grid: those in the region of interest. Immutable. */
public final class PatchMask {
    /** Every patch of any grid. */
    public static final PatchMask ALL = new PatchMask(null);

    private final BitSet patches;

    private PatchMask(BitSet patches) {
        this.patches = patches;
    }

    /** @param patches their numbers; copied */
    public static PatchMask of(BitSet patches) {
        return new PatchMask((BitSet) patches.clone());
    }

    public boolean contains(int patch) {
        return patches == null || patches.get(patch);
    }

    /** Whether it holds every patch of any grid. */
    public boolean isAll() {
        return patches == null;
    }

    /** How many patches of a grid it holds. */
    public int size(PatchGrid grid) {
        return patches == null ? grid.size() : patches.get(0, grid.size()).cardinality();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PatchMask that
                && Optional.ofNullable(patches).equals(Optional.ofNullable(that.patches));
    }

    @Override
    public int hashCode() {
        return patches == null ? 0 : patches.hashCode();
    }
}
