package org.patchbank.platform;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes ids that sort by the time they were made (UUID version 7, RFC 9562), so that indexes grow at one end. Those of one maker sort in the
 * order they were made, also within a millisecond: twelve bits count (section 6.2, method 1). A clock that is set back by more than a second
 * is followed, for ids tell when something happened.
 */
public final class Ids {
    private static final int COUNTER_BITS = 12;
    private static final long MOST_AHEAD = 1000L << COUNTER_BITS;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong last = new AtomicLong();

    public Ids(Clock clock) {
        this.clock = clock;
    }

    public UUID next() {
        // The count of a millisecond starts in its lower half, so that at least 2048 ids follow before the next one is
        // borrowed from.
        long earliest = clock.millis() << COUNTER_BITS | random.nextInt(1 << COUNTER_BITS - 1);
        long stamp =
                last.updateAndGet(before -> before - earliest > MOST_AHEAD ? earliest : Math.max(before + 1, earliest));
        long high = stamp >>> COUNTER_BITS << 16 | 0x7000 | stamp & (1 << COUNTER_BITS) - 1;
        return new UUID(high, random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L);
    }
}
