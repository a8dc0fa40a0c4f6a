package org.patchbank.pipeline.fit;

import java.util.concurrent.CancellationException;
import org.patchbank.detector.FitMonitor;

/** Counts the steps of one stage for a {@link FitListener}, and remembers if it cancelled. */
final class FitProgress {
    private final FitListener listener;
    private final FitStage stage;
    private final long total;
    private long done;
    private volatile boolean cancelled;

    FitProgress(FitListener listener, FitStage stage, long total) {
        this.listener = listener;
        this.stage = stage;
        this.total = total;
        at(0);
    }

    synchronized void step() {
        at(done + 1);
    }

    /** @return whether to go on */
    synchronized boolean at(long now) {
        done = now;
        if (!cancelled && !listener.progress(stage, now, total)) {
            cancelled = true;
        }
        return !cancelled;
    }

    /** @throws CancellationException if the listener cancelled */
    void requireGoingOn() {
        if (cancelled) {
            throw new CancellationException("the fit was cancelled");
        }
    }

    /** Counts shares of the whole as steps. */
    FitMonitor monitor() {
        return share -> {
            at(Math.round(share * total));
            requireGoingOn();
        };
    }

    boolean cancelled() {
        return cancelled;
    }
}
