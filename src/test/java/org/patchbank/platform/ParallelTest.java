package org.patchbank.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParallelTest {
    @ParameterizedTest
    @CsvSource({"1, 0", "1, 5", "2, 1", "3, 1000", "8, 3"})
    void every_index_is_visited_once(int threads, int count) {
        AtomicIntegerArray visits = new AtomicIntegerArray(count);
        try (Parallel parallel = new Parallel(threads)) {
            parallel.forEach(count, visits::incrementAndGet);
        }

        assertThat(IntStream.range(0, count).map(visits::get)).allMatch(visit -> visit == 1);
    }

    @Test
    void a_body_may_run_ranges_itself() {
        AtomicIntegerArray visits = new AtomicIntegerArray(400);
        try (Parallel parallel = new Parallel(2)) {
            parallel.forEach(20, i -> parallel.forEach(20, j -> visits.incrementAndGet(20 * i + j)));
        }

        assertThat(IntStream.range(0, 400).map(visits::get)).allMatch(visit -> visit == 1);
    }

    @Test
    void what_a_body_throws_reaches_the_caller_and_the_pool_goes_on() {
        try (Parallel parallel = new Parallel(3)) {
            assertThatThrownBy(() -> parallel.forEach(100, i -> {
                        if (i == 40) {
                            throw new IllegalArgumentException("forty");
                        }
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("forty");
            AtomicIntegerArray visits = new AtomicIntegerArray(10);
            parallel.forEach(10, visits::incrementAndGet);
            assertThat(IntStream.range(0, 10).map(visits::get)).allMatch(visit -> visit == 1);
        }
    }

    @Test
    void fewer_than_one_thread_is_refused() {
        assertThatThrownBy(() -> new Parallel(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
