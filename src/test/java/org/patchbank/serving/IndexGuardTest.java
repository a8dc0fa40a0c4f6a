package org.patchbank.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbank.detector.CandidateSource;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.platform.PatchbankException;
import org.patchbank.vectorindex.VectorIndexError;

class IndexGuardTest {
    private static final EmbeddingTable QUERIES = EmbeddingTable.of(new float[] {1, 2, 3}, 1);
    private static final int[][] NOTHING = {{}, {}, {}};
    private static final int[][] FOUND = {{1}, {2}, {3}};
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Hand clock = new Hand();
    private final IndexGuard guard = new IndexGuard(Duration.ofMillis(200), PAUSE, clock, new SearchMetrics(registry));

    @AfterEach
    void close() {
        guard.close();
    }

    @Test
    void answers_of_the_index_are_handed_on_and_timed() {
        assertThat(guard.guard((queries, k) -> FOUND).propose(QUERIES, 1)).isEqualTo(FOUND);

        assertThat(registry.get("patchbank.search.calls").timer().count()).isEqualTo(1);
    }

    @Test
    void index_that_fails_proposes_nothing_and_is_left_alone_for_a_while() {
        AtomicInteger calls = new AtomicInteger();
        CandidateSource index = guard.guard((queries, k) -> {
            if (calls.incrementAndGet() == 1) {
                throw new PatchbankException(VectorIndexError.VECTOR_INDEX_UNAVAILABLE, "gone", "wait");
            }
            return FOUND;
        });

        assertThat(index.propose(QUERIES, 1)).isEqualTo(NOTHING);
        assertThat(index.propose(QUERIES, 1)).isEqualTo(NOTHING);
        assertThat(calls).hasValue(1);
        clock.now = clock.now.plus(PAUSE);
        assertThat(index.propose(QUERIES, 1)).isEqualTo(FOUND);
        assertThat(unanswered("vector-index-unavailable")).isEqualTo(1);
        assertThat(unanswered("paused")).isEqualTo(1);
    }

    @Test
    void index_that_takes_too_long_is_not_waited_for() {
        CountDownLatch never = new CountDownLatch(1);
        CandidateSource index = guard.guard((queries, k) -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return FOUND;
        });

        assertThat(index.propose(QUERIES, 1)).isEqualTo(NOTHING);
        assertThat(unanswered("timeout")).isEqualTo(1);
    }

    @Test
    void mistakes_of_the_program_are_not_hidden() {
        CandidateSource index = guard.guard((queries, k) -> {
            throw new IllegalArgumentException("wrong");
        });

        assertThatThrownBy(() -> index.propose(QUERIES, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("wrong");
    }

    private double unanswered(String reason) {
        return registry.get("patchbank.search.unanswered")
                .tag("reason", reason)
                .counter()
                .count();
    }

    /** Moves when told to. */
    private static final class Hand extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
