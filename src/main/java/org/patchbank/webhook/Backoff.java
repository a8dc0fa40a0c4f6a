package org.patchbank.webhook;

import java.time.Duration;

/**
 * How long to wait after a failure: four times as long after each, up to the longest, times a random factor from a half to one and a
 * half, so that what failed together is not tried together.
 */
record Backoff(Duration first, Duration longest) {
    private static final int FACTOR = 4;

    /** @param tries that have failed, from 1; @param random in [0, 1) */
    Duration after(int tries, double random) {
        double millis = first.toMillis() * Math.pow(FACTOR, tries - 1.0);
        return Duration.ofMillis(Math.round(Math.min(millis, longest.toMillis()) * (0.5 + random)));
    }
}
