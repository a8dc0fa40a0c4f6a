package org.patchbank.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void later_ids_sort_after_earlier_ones() {
        UUID earlier = at("2026-11-23T12:00:00.000Z").next();
        UUID later = at("2026-11-23T12:00:00.001Z").next();
        assertThat(later.toString()).isGreaterThan(earlier.toString());
    }

    @Test
    void ids_of_one_moment_differ_and_are_of_version_7() {
        Ids ids = at("2026-11-23T12:00:00Z");
        UUID one = ids.next();
        assertThat(ids.next()).isNotEqualTo(one);
        assertThat(one.version()).isEqualTo(7);
        assertThat(one.variant()).isEqualTo(2);
    }

    private static Ids at(String instant) {
        return new Ids(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
    }
}
