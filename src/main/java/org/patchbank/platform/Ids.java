package org.patchbank.platform;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Makes ids that sort by the time they were made (UUID version 7, RFC 9562), so that indexes grow at one end. */
public final class Ids {
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Ids(Clock clock) {
        this.clock = clock;
    }

    public UUID next() {
        long low = random.nextLong();
        long high = clock.millis() << 16 | 0x7000 | random.nextInt(1 << 12);
        return new UUID(high, low & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L);
    }
}
