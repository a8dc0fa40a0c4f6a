package org.patchbank.inspection.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static final Instant START = Instant.parse("2026-11-26T08:00:00Z");
    private static final Scores.Key KEY =
            new Scores.Key(new UUID(1, 2), List.of(1), START.minus(Duration.ofDays(7)), START);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicInteger reads = new AtomicInteger();

    /** Opened unless a test closes it. */
    private volatile CountDownLatch gate = new CountDownLatch(0);

    private final InstantSource clock = now::get;
    private final Scores scores = new Scores(this::read, clock.withZone(ZoneOffset.UTC));

    private ScoreSample read(Scores.Key key) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        reads.incrementAndGet();
        return new ScoreSample.Builder().build();
    }

    @Test
    void sample_is_read_once_while_it_is_in_use_and_anew_when_it_was_not() {
        for (int minute = 0; minute < 10; minute++) {
            now.set(START.plus(Duration.ofMinutes(minute)));
            assertThat(scores.of(KEY).readAt()).isEqualTo(START);
        }
        assertThat(reads).hasValue(1);
        now.set(START.plus(Duration.ofMinutes(12)));
        assertThat(scores.of(KEY).readAt()).isEqualTo(START.plus(Duration.ofMinutes(12)));
        assertThat(reads).hasValue(2);
    }

    @Test
    void old_sample_that_is_in_use_answers_until_a_new_one_is_read() throws InterruptedException {
        for (int minute = 0; minute <= 14; minute++) {
            now.set(START.plus(Duration.ofMinutes(minute)));
            scores.of(KEY);
        }
        gate = new CountDownLatch(1);
        Instant later = START.plus(Duration.ofMinutes(15).plusSeconds(30));
        now.set(later);
        assertThat(scores.of(KEY).readAt()).as("while it is read").isEqualTo(START);
        gate.countDown();
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (scores.of(KEY).readAt().equals(START) && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertThat(scores.of(KEY).readAt()).isEqualTo(later);
        assertThat(reads).hasValue(2);
    }
}
