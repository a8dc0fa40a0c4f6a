package org.patchbank.inspection.history;

import java.util.List;
import java.util.stream.Stream;
import org.patchbank.inspection.history.ScoreSample.Counts;
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
        List<Counts> accepted = zone(sample, Double.NEGATIVE_INFINITY, review);
        List<Counts> reviewed = zone(sample, review, reject);
        List<Counts> rejected = zone(sample, reject, Double.POSITIVE_INFINITY);
        return new WhatIf(
                review,
                reject,
                sample.size(),
                all(accepted),
                all(reviewed),
                all(rejected),
                Estimate.of(rejected, Counts::good),
                Estimate.of(accepted, Counts::defective));
    }

    private static List<Counts> zone(ScoreSample sample, double above, double upTo) {
        return Stream.of(Decision.values())
                .map(decision -> sample.between(decision, above, upTo))
                .toList();
    }

    private static long all(List<Counts> zone) {
        return zone.stream().mapToLong(Counts::all).sum();
    }
}
