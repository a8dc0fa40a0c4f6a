package org.patchbank.inspection.verdict;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a person said of an inspection. Never changed: a later one, of a higher number, supersedes it.
 *
 * @param number its place in the inspection's trail, from 1
 * @param regions by region, as far as the person spoke of them
 * @param by who
 */
public record Verdict(UUID inspection, int number, Finding whole, List<RegionFinding> regions, String by, Instant at) {
    public Verdict {
        regions = List.copyOf(regions);
    }
}
