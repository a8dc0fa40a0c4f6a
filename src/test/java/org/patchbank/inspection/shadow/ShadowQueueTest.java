package org.patchbank.inspection.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.patchbank.image.PixelImage;
import org.patchbank.inspection.shadow.ShadowQueue.Waiting;
import org.patchbank.inspection.shadow.ShadowScores.Judged;
import org.patchbank.pipeline.engine.SeenImage;
import org.patchbank.scoring.Decision;

class ShadowQueueTest {
    /** An image of so many bytes. */
    private static Waiting waiting(int bytes) {
        return new Waiting(
                null,
                new Judged(UUID.randomUUID(), Decision.ACCEPT, 1, 2),
                SeenImage.of(PixelImage.of8Bit(bytes, 1, 1, new byte[bytes])));
    }

    @Test
    void images_come_out_in_the_order_they_came() throws InterruptedException {
        ShadowQueue queue = new ShadowQueue(3, 1000);
        Waiting first = waiting(10);
        Waiting second = waiting(20);

        assertThat(queue.offer(first)).isTrue();
        assertThat(queue.offer(second)).isTrue();

        assertThat(queue.poll(0)).contains(first);
        assertThat(queue.poll(0)).contains(second);
        assertThat(queue.poll(1)).isEmpty();
    }

    @Test
    void more_than_it_holds_is_refused_at_once() throws InterruptedException {
        ShadowQueue queue = new ShadowQueue(2, 1000);

        assertThat(queue.offer(waiting(10))).isTrue();
        assertThat(queue.offer(waiting(10))).isTrue();
        assertThat(queue.offer(waiting(10))).isFalse();
        assertThat(queue.size()).isEqualTo(2);
        queue.poll(0);
        assertThat(queue.offer(waiting(10))).isTrue();
    }

    @Test
    void more_bytes_than_it_may_hold_are_refused() throws InterruptedException {
        ShadowQueue queue = new ShadowQueue(10, 100);

        assertThat(queue.offer(waiting(101))).isFalse();
        assertThat(queue.offer(waiting(60))).isTrue();
        assertThat(queue.offer(waiting(50))).isFalse();
        queue.poll(0);
        assertThat(queue.offer(waiting(50))).isTrue();
    }

    @Test
    void who_waits_gets_what_comes() throws InterruptedException {
        ShadowQueue queue = new ShadowQueue(1, 1000);
        Waiting late = waiting(10);
        Thread other = new Thread(() -> queue.offer(late));
        other.start();

        assertThat(queue.poll(10_000)).contains(late);
        other.join();
    }
}
