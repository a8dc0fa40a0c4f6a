package org.patchbank.platform;

import java.time.Instant;
import java.util.UUID;

/** The time inside a UUID of version 7 (RFC 9562): milliseconds since 1970 in its first 48 bits. */
public final class TimeOrderedId {
    private static final long END_OF_TIME = (1L << 48) - 1;

    private TimeOrderedId() {}

    public static Instant time(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** A bound between the ids made before {@code time} and those made then or later. */
    public static UUID firstAt(Instant time) {
        long millis = time.toEpochMilli() + (time.getNano() % 1_000_000 == 0 ? 0 : 1);
        return new UUID(Math.min(Math.max(millis, 0), END_OF_TIME) << 16, 0);
    }
}
