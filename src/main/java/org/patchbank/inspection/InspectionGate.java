package org.patchbank.inspection;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.patchbank.platform.PatchbankException;

/** Lets only so many inspections run at once, first come first served, and only so many wait. Safe for concurrent use. */
final class InspectionGate {
    private final Semaphore running;
    private final Semaphore inside;
    private final Duration patience;

    InspectionGate(int concurrent, int queue, Duration patience) {
        this.running = new Semaphore(concurrent, true);
        this.inside = new Semaphore(concurrent + queue);
        this.patience = patience;
    }

    /** @throws PatchbankException {@code QUEUE_FULL} if too many wait already, or the turn does not come in time */
    <T> T pass(Supplier<T> work) {
        if (!inside.tryAcquire()) {
            throw full("Too many inspections are waiting already.");
        }
        try {
            if (!running.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw full("The inspection waited " + patience.toSeconds() + " s for its turn.");
            }
            try {
                return work.get();
            } finally {
                running.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw full("The server is stopping.");
        } finally {
            inside.release();
        }
    }

    int waiting() {
        return running.getQueueLength();
    }

    private static PatchbankException full(String what) {
        return new PatchbankException(
                InspectionErrorCode.QUEUE_FULL,
                what,
                "Send it again a little later; send fewer images at once, or add a query node.");
    }
}
