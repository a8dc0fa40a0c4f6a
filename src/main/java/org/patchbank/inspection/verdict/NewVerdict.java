package org.patchbank.inspection.verdict;

import java.util.List;

/** @param by who says it */
public record NewVerdict(Finding whole, List<RegionFinding> regions, String by) {
    public NewVerdict {
        regions = List.copyOf(regions);
    }
}
