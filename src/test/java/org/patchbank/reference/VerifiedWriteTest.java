package org.patchbank.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.PatchbankException;
import org.patchbank.vectorindex.VectorIndexError;

class VerifiedWriteTest {
    private final VerifiedWrite surely = new VerifiedWrite("version 1", Duration.ofMillis(1), Duration.ofMillis(4));
    private final AtomicInteger writes = new AtomicInteger();
    private final Deque<ErrorCode> failures = new ArrayDeque<>();

    private boolean write() {
        writes.incrementAndGet();
        fail();
        return true;
    }

    private void fail() {
        if (!failures.isEmpty()) {
            throw new PatchbankException(failures.remove(), "away", "wait");
        }
    }

    @Test
    void index_that_is_away_is_waited_for() {
        for (int i = 0; i < 20; i++) {
            failures.add(VectorIndexError.VECTOR_INDEX_UNAVAILABLE);
        }
        List<String> reasons = new ArrayList<>();
        assertThat(surely.store(this::write, () -> {}, reason -> reasons.add(reason.getMessage())))
                .isTrue();
        assertThat(writes).hasValue(21);
        assertThat(reasons).hasSizeGreaterThanOrEqualTo(20).containsOnly("away");
    }

    @Test
    void rows_that_are_there_twice_are_written_again() {
        Deque<String> damage = new ArrayDeque<>(List.of("twice"));
        boolean stored = surely.store(
                this::write,
                () -> {
                    if (damage.poll() != null) {
                        throw new PatchbankException(ReferenceError.BANK_DAMAGED, "twice", "none");
                    }
                },
                reason -> true);
        assertThat(stored).isTrue();
        assertThat(writes).hasValue(2);
    }

    @Test
    void damage_that_does_not_mend_fails() {
        assertThatThrownBy(() -> surely.store(
                        this::write,
                        () -> {
                            throw new PatchbankException(ReferenceError.BANK_DAMAGED, "missing", "none");
                        },
                        reason -> true))
                .isInstanceOf(PatchbankException.class);
        assertThat(writes).hasValue(3);
    }

    @Test
    void cancelled_while_it_waits_ends() {
        failures.add(VectorIndexError.VECTOR_INDEX_UNAVAILABLE);
        AtomicInteger asked = new AtomicInteger();
        assertThat(surely.store(this::write, () -> {}, reason -> asked.incrementAndGet() < 1))
                .isFalse();
        assertThat(writes).hasValue(1);
    }

    @Test
    void what_cannot_pass_fails_at_once() {
        failures.add(ReferenceError.TOO_FEW_IMAGES);
        assertThatThrownBy(() -> surely.store(this::write, () -> {}, reason -> true))
                .isInstanceOf(PatchbankException.class);
        assertThat(writes).hasValue(1);
    }
}
