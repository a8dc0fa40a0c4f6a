package org.patchbank.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

    @Test
    void what_passes_gives_its_result() {
        assertThat(new InspectionGate(1, 0, Duration.ofSeconds(1)).pass(() -> "done"))
                .isEqualTo("done");
    }

    @Test
    void more_than_may_wait_are_sent_away_at_once() throws Exception {
        InspectionGate gate = new InspectionGate(1, 1, Duration.ofSeconds(60));
        occupy(gate);
        Future<String> waiting = callers.submit(() -> gate.pass(() -> "second"));
        while (gate.waiting() == 0) {
            Thread.onSpinWait();
        }

        assertThatThrownBy(() -> gate.pass(() -> "third"))
                .isInstanceOfSatisfying(
                        PatchbankException.class, e -> assertThat(e.code()).isEqualTo(InspectionErrorCode.QUEUE_FULL));
        release.countDown();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("second");
    }

    @Test
    void patience_ends() throws Exception {
        InspectionGate gate = new InspectionGate(1, 5, Duration.ofMillis(1));
        occupy(gate);

        assertThatThrownBy(() -> gate.pass(() -> "late"))
                .isInstanceOf(PatchbankException.class)
                .hasMessageContaining("waited");
    }

    @Test
    void failure_gives_the_place_back() {
        InspectionGate gate = new InspectionGate(1, 0, Duration.ofMillis(1));

        assertThatThrownBy(() -> gate.pass(() -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(gate.pass(() -> "next")).isEqualTo("next");
    }

    private void occupy(InspectionGate gate) throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        callers.submit(() -> gate.pass(() -> {
            inside.countDown();
            try {
                return release.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
