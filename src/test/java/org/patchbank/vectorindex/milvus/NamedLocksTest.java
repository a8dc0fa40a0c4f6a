package org.patchbank.vectorindex.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NamedLocksTest {
    private final NamedLocks locks = new NamedLocks();
    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    private CompletableFuture<Boolean> workUntilTheEnd(String name) throws InterruptedException {
        CompletableFuture<Boolean> work = CompletableFuture.supplyAsync(() -> locks.alone(name, () -> {
            working.countDown();
            return ended();
        }));
        working.await();
        return work;
    }

    private boolean ended() {
        try {
            return end.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void work_on_one_name_waits_for_none_on_another() throws Exception {
        CompletableFuture<Boolean> slow = workUntilTheEnd("bank_4");
        assertThat(locks.alone("defect_4", () -> true)).isTrue();
        assertThat(slow).isNotDone();
        end.countDown();
        assertThat(slow.get()).isTrue();
    }

    @Test
    void work_on_the_same_name_waits() throws Exception {
        CompletableFuture<Boolean> slow = workUntilTheEnd("bank_4");
        CompletableFuture<Boolean> next =
                CompletableFuture.supplyAsync(() -> locks.alone("bank_4", () -> end.getCount() == 0));
        Thread.sleep(50);
        end.countDown();
        assertThat(next.get()).as("came after the end").isTrue();
        assertThat(slow.get()).isTrue();
    }
}
