package org.patchbank.inspection.history;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.patchbank.inspection.Quality;
import org.patchbank.scoring.Decision;

/**
 * Scores that were recorded over a period, by what was decided and what people said, sorted. Counting those between two limits
 * is a binary search, so moving a limit costs the same for a thousand scores and for ten million.
 */
final class ScoreSample {
    private final Map<Decision, Stratum> strata;

    private ScoreSample(Map<Decision, Stratum> strata) {
        this.strata = strata;
    }

    /** Of one decision; ascending. */
    private record Stratum(double[] unjudged, double[] good, double[] defective) {}

    /** Those above one limit and not above another. */
    PartCounts between(Decision decision, double above, double upTo) {
        Stratum stratum = strata.get(decision);
        return new PartCounts(
                count(stratum.unjudged, above, upTo),
                count(stratum.good, above, upTo),
                count(stratum.defective, above, upTo));
    }

    /** Of all decisions; empty where there are no scores. */
    OptionalDouble smallest() {
        return parts().filter(part -> part.length > 0)
                .mapToDouble(part -> part[0])
                .min();
    }

    OptionalDouble largest() {
        return parts().filter(part -> part.length > 0)
                .mapToDouble(part -> part[part.length - 1])
                .max();
    }

    private Stream<double[]> parts() {
        return strata.values().stream()
                .flatMap(stratum -> Stream.of(stratum.unjudged, stratum.good, stratum.defective));
    }

    long size() {
        return strata.values().stream()
                .mapToLong(stratum -> stratum.unjudged.length + stratum.good.length + stratum.defective.length)
                .sum();
    }

    private static long count(double[] sorted, double above, double upTo) {
        return Math.max(0, notAbove(sorted, upTo) - notAbove(sorted, above));
    }

    /** How many are not above a limit. */
    private static int notAbove(double[] sorted, double limit) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Collects scores in any order. */
    static final class Builder {
        private final Map<Decision, Growing[]> strata = new EnumMap<>(Decision.class);

        Builder() {
            for (Decision decision : Decision.values()) {
                strata.put(decision, new Growing[] {new Growing(), new Growing(), new Growing()});
            }
        }

        void add(Decision decision, Optional<Quality> said, double score) {
            int place = said.map(quality -> quality == Quality.GOOD ? 1 : 2).orElse(0);
            strata.get(decision)[place].add(score);
        }

        ScoreSample build() {
            Map<Decision, Stratum> sorted = new EnumMap<>(Decision.class);
            strata.forEach((decision, parts) ->
                    sorted.put(decision, new Stratum(parts[0].sorted(), parts[1].sorted(), parts[2].sorted())));
            return new ScoreSample(sorted);
        }
    }

    private static final class Growing {
        private double[] values = new double[16];
        private int size;

        void add(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        double[] sorted() {
            double[] result = Arrays.copyOf(values, size);
            Arrays.sort(result);
            return result;
        }
    }
}
