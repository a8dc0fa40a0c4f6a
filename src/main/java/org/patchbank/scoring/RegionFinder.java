package org.patchbank.scoring;

import java.util.List;
import org.patchbank.patch.PatchGrid;

/** Finds the connected areas (8 neighbours) of a map above a limit, the highest peak first. */
public final class RegionFinder {
    public List<Region> find(AnomalyMap map, double limit, PatchGrid grid) {
        throw new UnsupportedOperationException(map + " " + limit + " " + grid);
    }
}
