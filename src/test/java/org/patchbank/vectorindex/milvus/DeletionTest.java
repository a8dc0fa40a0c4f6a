package org.patchbank.vectorindex.milvus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.PatchbankException;
import org.patchbank.vectorindex.VectorIndexError;

class DeletionTest {
    private final AtomicInteger deletions = new AtomicInteger();

    /** @param counts what is there before each deletion and after the last */
    private void delete(Long... counts) {
        Deque<Long> left = new ArrayDeque<>(List.of(counts));
        Deletion.untilNone("bank_4", left::remove, deletions::incrementAndGet);
        assertThat(left).as("counts not asked for").isEmpty();
    }

    @Test
    void nothing_there_nothing_deleted() {
        delete(0L);
        assertThat(deletions).hasValue(0);
    }

    @Test
    void rows_that_stay_are_deleted_again() {
        delete(7L, 2L, 1L, 0L);
        assertThat(deletions).hasValue(3);
    }

    @Test
    void last_round_may_be_the_one_that_succeeds() {
        delete(9L, 9L, 9L, 9L, 9L, 0L);
        assertThat(deletions).hasValue(Deletion.ROUNDS);
    }

    @Test
    void rows_that_never_go_are_an_error_that_may_be_repeated() {
        assertThatExceptionOfType(PatchbankException.class)
                .isThrownBy(() -> delete(9L, 9L, 9L, 9L, 9L, 3L))
                .withMessage("Milvus failed: it cannot delete from bank_4 (3 rows are there still after 5 times)")
                .satisfies(e -> assertThat(e.code()).isEqualTo(VectorIndexError.VECTOR_INDEX_UNAVAILABLE))
                .satisfies(e -> assertThat(e.code().kind().retryable()).isTrue())
                .satisfies(e -> assertThat(e.remedy()).isNotBlank());
        assertThat(deletions).hasValue(Deletion.ROUNDS);
    }
}
