package org.patchbank.evaluation.seed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Inspections that never happened, in the order of time. Good parts score around 2, defective ones around 4.5; a person judges
 * most rejected and reviewed parts and one in two hundred of the accepted ones, and is wrong once in a hundred times.
 */
final class SyntheticHistory {
    static final double REVIEW = 3.0;
    static final double REJECT = 3.4;
    static final List<String> PRODUCTS =
            List.of("synthetic-plate", "synthetic-ring", "synthetic-gear", "synthetic-tile");
    static final List<String> LINES = List.of("line-1", "line-2", "line-3");
    static final List<String> TYPES = List.of("scratch", "dent", "stain", "missing-feature");
    private static final List<String> PEOPLE = List.of("synthetic-anna", "synthetic-boris", "synthetic-chen");
    private static final List<String> SEVERITIES = List.of("MINOR", "MAJOR", "CRITICAL");
    private static final double DEFECTIVE = 0.02;

    private final int count;
    private final int places;
    private final Instant first;
    private final Duration span;
    private final SplittableRandom random;

    /** @param places how many products on lines there are, from 1 to all */
    SyntheticHistory(int count, int places, Instant first, Instant end, long seed) {
        this.places = places;
        this.count = count;
        this.first = first;
        this.span = Duration.between(first, end);
        this.random = new SplittableRandom(seed);
    }

    int count() {
        return count;
    }

    Instant first() {
        return first;
    }

    /** @param said null where nobody judged it */
    record Part(
            UUID id,
            int number,
            String product,
            String line,
            Instant receivedAt,
            double score,
            String decision,
            Said said) {
        boolean accepted() {
            return decision.equals("ACCEPT");
        }
    }

    /** @param type null for good */
    record Said(boolean good, String type, String severity, String by, Instant at) {}

    /** To be asked for once each, in order. */
    Part part(int number) {
        Instant at = first.plusMillis((long) (span.toMillis() * ((number + random.nextDouble()) / count)));
        int place = random.nextInt(places);
        boolean defective = random.nextDouble() < DEFECTIVE;
        double score = Math.max(0.1, defective ? 4.5 + 1.0 * random.nextGaussian() : 2.0 + 0.5 * random.nextGaussian());
        String decision = score > REJECT ? "REJECT" : score > REVIEW ? "REVIEW" : "ACCEPT";
        boolean judged = random.nextDouble() < (decision.equals("ACCEPT") ? 0.005 : 0.8);
        return new Part(
                id(at),
                number,
                PRODUCTS.get(place % PRODUCTS.size()),
                LINES.get(place / PRODUCTS.size()),
                at,
                score,
                decision,
                judged ? said(defective, at) : null);
    }

    private Said said(boolean defective, Instant at) {
        boolean good = random.nextDouble() < 0.01 ? defective : !defective;
        return new Said(
                good,
                good ? null : TYPES.get(random.nextInt(TYPES.size())),
                good ? null : SEVERITIES.get(random.nextInt(SEVERITIES.size())),
                PEOPLE.get(random.nextInt(PEOPLE.size())),
                at.plusSeconds(60 + random.nextInt(3000)));
    }

    private UUID id(Instant at) {
        return new UUID(
                at.toEpochMilli() << 16 | 0x7000 | random.nextInt(1 << 12),
                random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L);
    }
}
