package org.patchbank.inspection.history;

import java.util.List;
import java.util.stream.Stream;
import org.patchbank.scoring.Decision;

/**
 * What a deployment's recorded inspections would have come to with other limits.
 *
 * @param inspections over the period
 * @param overkill good parts rejected
 * @param escape defective parts accepted
 */
public record WhatIf(
        double review,
        double reject,
        long inspections,
        long accepted,
        long reviewed,
        long rejected,
        Estimate overkill,
        Estimate escape) {

    static WhatIf at(ScoreSample sample, double review, double reject) {
        List<PartCounts> accepted = zone(sample, Double.NEGATIVE_INFINITY, review);
        List<PartCounts> reviewed = zone(sample, review, reject);
        List<PartCounts> rejected = zone(sample, reject, Double.POSITIVE_INFINITY);
        return new WhatIf(
                review,
                reject,
                sample.size(),
                all(accepted),
                all(reviewed),
                all(rejected),
                Estimate.of(rejected, PartCounts::good),
                Estimate.of(accepted, PartCounts::defective));
    }

    private static List<PartCounts> zone(ScoreSample sample, double above, double upTo) {
        return Stream.of(Decision.values())
                .map(decision -> sample.between(decision, above, upTo))
                .toList();
    }

    private static long all(List<PartCounts> zone) {
        return zone.stream().mapToLong(PartCounts::all).sum();
    }
}
