package org.patchbank.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdTest {
    private static final Instant TIME = Instant.parse("2026-11-23T08:20:00.120Z");
    private final UUID id = new Ids(Clock.fixed(TIME, ZoneOffset.UTC)).next();

    @Test
    void id_tells_its_time() {
        assertThat(TimeOrderedId.time(id)).isEqualTo(TIME);
    }

    @Test
    void bound_lies_below_the_ids_of_its_millisecond() {
        assertThat(TimeOrderedId.firstAt(TIME).toString()).isLessThan(id.toString());
    }

    @Test
    void bound_of_the_next_nanosecond_lies_above_them() {
        assertThat(TimeOrderedId.firstAt(TIME.plusNanos(1)).toString()).isGreaterThan(id.toString());
    }

    @Test
    void times_that_no_id_can_have_are_bounds_all_the_same() {
        assertThat(TimeOrderedId.firstAt(Instant.EPOCH.minusSeconds(1))).isEqualTo(new UUID(0, 0));
        assertThat(TimeOrderedId.firstAt(Instant.parse("+20000-01-01T00:00:00Z"))
                        .toString())
                .startsWith("ffffffff-ffff");
    }
}
