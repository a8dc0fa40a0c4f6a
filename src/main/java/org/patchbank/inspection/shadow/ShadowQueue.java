package org.patchbank.inspection.shadow;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.patchbank.pipeline.engine.SeenImage;

/** Images that wait for a shadow: only so many, and only so many bytes. Who brings one never waits. Safe for concurrent use. */
final class ShadowQueue {
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final int most;
    private final long mostBytes;
    private long bytes;

    ShadowQueue(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** An inspection that a shadow is to score. */
    record Waiting(Shadow shadow, ShadowScores.Judged judged, SeenImage image) {}

    /** @return false if there is no room */
    synchronized boolean offer(Waiting item) {
        long size = item.image().bytes();
        if (waiting.size() >= most || bytes + size > mostBytes) {
            return false;
        }
        waiting.add(item);
        bytes += size;
        notifyAll();
        return true;
    }

    /** The next one; empty if none comes in time. */
    synchronized Optional<Waiting> poll(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (waiting.isEmpty() && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        Optional<Waiting> next = Optional.ofNullable(waiting.poll());
        next.ifPresent(item -> bytes -= item.image().bytes());
        return next;
    }

    synchronized int size() {
        return waiting.size();
    }
}
