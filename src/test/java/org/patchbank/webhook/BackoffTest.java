package org.patchbank.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(5), Duration.ofHours(6));

    @Test
    void waits_grow_fourfold_up_to_the_longest() {
        assertThat(IntStream.rangeClosed(1, 9).mapToObj(tries -> backoff.after(tries, 0.5)))
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(80),
                        Duration.ofSeconds(320),
                        Duration.ofSeconds(1280),
                        Duration.ofSeconds(5120),
                        Duration.ofSeconds(20480),
                        Duration.ofHours(6),
                        Duration.ofHours(6));
    }

    @Test
    void chance_makes_them_a_half_shorter_or_longer() {
        assertThat(backoff.after(1, 0)).isEqualTo(Duration.ofMillis(2500));
        assertThat(backoff.after(1, 0.999)).isBetween(Duration.ofMillis(7490), Duration.ofMillis(7500));
    }

    @Test
    void many_tries_do_not_overflow() {
        assertThat(backoff.after(50, 0.5)).isEqualTo(Duration.ofHours(6));
    }
}
