package org.patchbank.serving;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.patchbank.platform.PatchbankException;

/**
 * Lets images in before they are read, only so many at once and only so many bytes, and judges only a few of those at
 * once, first come first served. Safe for concurrent use.
 */
public final class InspectionGate {
    /** Permits are ints; bytes are not. */
    private static final int BYTES_PER_PERMIT = 1024;

    private final Semaphore places;
    /** Not fair: a small image need not wait behind a large one that does not fit yet. */
    private final Semaphore memory;

    private final int allMemory;
    private final int concurrent;
    private final Semaphore running;
    private final Duration patience;
    /** Told whenever an image is done. */
    private final Object done = new Object();
    /** Images that wait to be judged, are judged, or are about to be kept. */
    private int urgent;

    /**
     * @param concurrent images that are judged at once
     * @param queue images that are read or wait beside them
     * @param bytes what all of them may hold together; a single image is let in whatever its size
     * @param patience how long an image waits for memory, and then for its turn
     */
    public InspectionGate(int concurrent, int queue, long bytes, Duration patience) {
        this.places = new Semaphore(concurrent + queue);
        this.allMemory = permits(bytes);
        this.memory = new Semaphore(allMemory);
        this.concurrent = concurrent;
        this.running = new Semaphore(concurrent, true);
        this.patience = patience;
    }

    /**
     * Takes a place for an image that is still to be read.
     *
     * @throws PatchbankException {@code QUEUE_FULL} if too many are inside, or memory does not become free in time
     */
    public Place enter(long bytes) {
        if (!places.tryAcquire()) {
            throw full("Too many inspections are waiting already.");
        }
        int wanted = Math.min(permits(bytes), allMemory);
        if (!acquire(memory, wanted, places)) {
            throw full("The image waited " + patience.toSeconds() + " s for memory to be read into.");
        }
        return new Place(wanted);
    }

    /** Images that are being judged now. */
    public int judging() {
        return concurrent - running.availablePermits();
    }

    /** Inspections that wait for memory or for their turn. */
    public int waiting() {
        return memory.getQueueLength() + running.getQueueLength();
    }

    /**
     * Waits until no image is judged, waits for it, or is about to be kept: for work that is not urgent and
     * would take processors from what is.
     *
     * @param most how long
     */
    public void giveWay(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        synchronized (done) {
            long left = most.toMillis();
            try {
                while (left > 0 && urgent > 0) {
                    done.wait(left);
                    left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Held from before an image is read until it is kept. */
    public final class Place implements AutoCloseable {
        private final int permits;
        private boolean counted;

        private Place(int permits) {
            this.permits = permits;
        }

        /** @throws PatchbankException {@code QUEUE_FULL} if the turn does not come in time */
        public <T> T judge(Supplier<T> work) {
            count();
            if (!acquire(running, 1, null)) {
                throw full("The inspection waited " + patience.toSeconds() + " s for its turn.");
            }
            try {
                return work.get();
            } finally {
                running.release();
            }
        }

        private void count() {
            synchronized (done) {
                urgent += counted ? 0 : 1;
                counted = true;
            }
        }

        @Override
        public void close() {
            synchronized (done) {
                urgent -= counted ? 1 : 0;
                done.notifyAll();
            }
            memory.release(permits);
            places.release();
        }
    }

    /** @param given what is given back if this is not had; or null */
    private boolean acquire(Semaphore semaphore, int permits, Semaphore given) {
        boolean acquired = false;
        try {
            acquired = semaphore.tryAcquire(permits, patience.toMillis(), TimeUnit.MILLISECONDS);
            return acquired;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw full("The server is stopping.");
        } finally {
            if (!acquired && given != null) {
                given.release();
            }
        }
    }

    private static int permits(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / BYTES_PER_PERMIT));
    }

    private static PatchbankException full(String what) {
        return new PatchbankException(
                ServingError.QUEUE_FULL,
                what,
                "Send it again a little later; send fewer images at once, or add a query node.");
    }
}
