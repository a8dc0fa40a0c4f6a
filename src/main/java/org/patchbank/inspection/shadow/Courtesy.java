package org.patchbank.inspection.shadow;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.patchbank.inspection.Inspections;

/** Lets inspections go first: an answer that somebody waits for is worth more than a score that nobody does. */
@ApplicationScoped
class Courtesy {
    private static final long LOOK_MS = 2;

    private final Inspections inspections;
    private final ShadowSettings settings;

    Courtesy(Inspections inspections, ShadowSettings settings) {
        this.inspections = inspections;
        this.settings = settings;
    }

    /** Returns when nothing is being judged in this node, or the patience is over. */
    void await() throws InterruptedException {
        long end = System.nanoTime() + settings.patience().toNanos();
        while (inspections.judging() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
    }
}
