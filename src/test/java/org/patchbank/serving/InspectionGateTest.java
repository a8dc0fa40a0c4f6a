package org.patchbank.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.PatchbankException;

class InspectionGateTest {
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void stop() {
        release.countDown();
        callers.shutdownNow();
    }

    private static final long MIB = 1 << 20;

    @Test
    void what_passes_gives_its_result() {
        assertThat(pass(new InspectionGate(1, 0, MIB, Duration.ofSeconds(1)), "done"))
                .isEqualTo("done");
    }

    @Test
    void more_than_may_wait_are_sent_away_at_once() throws Exception {
        InspectionGate gate = new InspectionGate(1, 1, MIB, Duration.ofSeconds(60));
        occupy(gate);
        Future<String> waiting = callers.submit(() -> pass(gate, "second"));
        while (gate.waiting() == 0) {
            Thread.onSpinWait();
        }

        assertFull(() -> gate.enter(1), "waiting already");
        release.countDown();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("second");
    }

    @Test
    void patience_ends() throws Exception {
        InspectionGate gate = new InspectionGate(1, 5, MIB, Duration.ofMillis(1));
        occupy(gate);

        assertFull(() -> pass(gate, "late"), "for its turn");
    }

    @Test
    void failure_gives_the_place_back() {
        InspectionGate gate = new InspectionGate(1, 0, MIB, Duration.ofMillis(1));

        try (InspectionGate.Place place = gate.enter(MIB)) {
            assertThatThrownBy(() -> place.judge(() -> {
                        throw new IllegalStateException("broken");
                    }))
                    .hasMessage("broken");
        }
        assertThat(pass(gate, "next")).isEqualTo("next");
    }

    @Test
    void images_that_do_not_fit_into_memory_together_wait_or_are_sent_away() {
        InspectionGate gate = new InspectionGate(2, 5, 10 * MIB, Duration.ofMillis(1));
        try (InspectionGate.Place first = gate.enter(6 * MIB)) {
            assertFull(() -> gate.enter(6 * MIB), "for memory");
            gate.enter(3 * MIB).close();
            assertThat(first.judge(() -> "first")).isEqualTo("first");
        }
        gate.enter(6 * MIB).close();
    }

    @Test
    void image_waits_until_memory_is_free() throws Exception {
        InspectionGate gate = new InspectionGate(2, 5, 10 * MIB, Duration.ofSeconds(60));
        Future<?> waiting;
        try (InspectionGate.Place first = gate.enter(6 * MIB)) {
            waiting = callers.submit(() -> gate.enter(6 * MIB).close());
            while (gate.waiting() == 0) {
                Thread.onSpinWait();
            }
            assertThat(first.judge(() -> "first")).isEqualTo("first");
        }
        waiting.get(10, TimeUnit.SECONDS);
    }

    @Test
    void single_image_is_let_in_however_large_it_is() {
        InspectionGate gate = new InspectionGate(1, 1, MIB, Duration.ofMillis(1));

        for (int i = 0; i < 2; i++) {
            try (InspectionGate.Place place = gate.enter(5000 * MIB)) {
                assertThat(place.judge(() -> "done")).isEqualTo("done");
            }
        }
    }

    @Test
    void those_sent_away_for_memory_leave_their_place() {
        InspectionGate gate = new InspectionGate(1, 1, MIB, Duration.ofMillis(1));
        try (InspectionGate.Place first = gate.enter(MIB)) {
            for (int i = 0; i < 5; i++) {
                assertFull(() -> gate.enter(MIB), "for memory");
            }
            assertThat(first.judge(() -> "first")).isEqualTo("first");
        }
    }

    private static <T> T pass(InspectionGate gate, T result) {
        try (InspectionGate.Place place = gate.enter(1)) {
            return place.judge(() -> result);
        }
    }

    @Test
    void what_gives_way_goes_on_when_nothing_is_judged_or_its_time_is_over() throws Exception {
        InspectionGate gate = new InspectionGate(1, 0, MIB, Duration.ofSeconds(1));
        gate.giveWay(Duration.ofSeconds(60));
        occupy(gate);
        gate.giveWay(Duration.ofMillis(1));

        Future<?> waiting = callers.submit(() -> gate.giveWay(Duration.ofSeconds(60)));
        assertThatThrownBy(() -> waiting.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        release.countDown();
        waiting.get(10, TimeUnit.SECONDS);
    }

    @Test
    void what_gives_way_waits_until_the_image_is_kept() throws Exception {
        InspectionGate gate = new InspectionGate(1, 0, MIB, Duration.ofSeconds(1));
        Future<?> waiting;
        try (InspectionGate.Place place = gate.enter(1)) {
            gate.giveWay(Duration.ofSeconds(60)); // nothing was read yet
            place.judge(() -> "judged");
            waiting = callers.submit(() -> gate.giveWay(Duration.ofSeconds(60)));
            assertThatThrownBy(() -> waiting.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        }
        waiting.get(10, TimeUnit.SECONDS);
    }

    private static void assertFull(ThrowingCallable call, String message) {
        assertThatThrownBy(call).hasMessageContaining(message).isInstanceOfSatisfying(PatchbankException.class, e -> {
            assertThat(e.code()).isEqualTo(ServingError.QUEUE_FULL);
            assertThat(e.remedy()).isNotBlank();
        });
    }

    private void occupy(InspectionGate gate) throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        callers.submit(() -> {
            try (InspectionGate.Place place = gate.enter(1)) {
                return place.judge(() -> {
                    inside.countDown();
                    return waitForRelease();
                });
            }
        });
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private boolean waitForRelease() {
        try {
            return release.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
