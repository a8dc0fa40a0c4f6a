package org.patchbank.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
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

    @Test
    void ids_of_one_moment_sort_in_the_order_they_were_made() {
        Ids ids = at("2026-11-23T12:00:00Z");
        List<String> made =
                Stream.generate(ids::next).limit(10_000).map(UUID::toString).toList();
        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(made).allMatch(id -> id.charAt(14) == '7');
    }

    @Test
    void ids_follow_a_clock_that_is_set_back_by_hours_and_not_one_that_jitters() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
        InstantSource clock = now::get;
        Ids ids = new Ids(clock.withZone(ZoneOffset.UTC));
        UUID noon = ids.next();
        now.set(Instant.parse("2026-11-23T11:59:59.990Z"));
        UUID jitter = ids.next();
        now.set(Instant.parse("2026-11-23T10:00:00Z"));
        UUID back = ids.next();
        assertThat(jitter.toString()).isGreaterThan(noon.toString());
        assertThat(back.getMostSignificantBits() >>> 16)
                .isEqualTo(Instant.parse("2026-11-23T10:00:00Z").toEpochMilli());
    }

    private static Ids at(String instant) {
        return new Ids(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
    }
}
