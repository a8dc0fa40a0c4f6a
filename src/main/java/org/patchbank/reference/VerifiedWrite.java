package org.patchbank.reference;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.patchbank.platform.PatchbankException;

/**
 * Writes what took minutes to learn, and reads it back, as often as it takes: a vector index that is down, restarting or slow
 * is waited for, and what was learned is not thrown away.
 */
final class VerifiedWrite {
    private static final Logger LOG = Logger.getLogger(VerifiedWrite.class);
    private static final int MOST_DAMAGED = 3;

    private final String label;
    private final Duration firstPause;
    private final Duration longestPause;

    /** @param label of what is stored, for the log */
    VerifiedWrite(String label, Duration firstPause, Duration longestPause) {
        this.label = label;
        this.firstPause = firstPause;
        this.longestPause = longestPause;
    }

    /**
     * Repeats until both have gone well.
     *
     * @param write may be repeated; false if it was told to stop
     * @param verify throws {@code BANK_DAMAGED} if what was written is not there
     * @param waiting told again and again in each pause what is waited for; false if that is not wanted any more
     * @return false if it is not wanted any more
     */
    boolean store(BooleanSupplier write, Runnable verify, Predicate<PatchbankException> waiting) {
        Duration pause = firstPause;
        int damaged = 0;
        while (true) {
            try {
                if (!write.getAsBoolean()) {
                    return false;
                }
                verify.run();
                return true;
            } catch (PatchbankException e) {
                // A write that was given up may be carried out late, so that rows are there twice: writing again
                // replaces them.
                boolean mends = e.code() == ReferenceError.BANK_DAMAGED && ++damaged < MOST_DAMAGED;
                if (!mends && !e.code().kind().retryable()) {
                    throw e;
                }
                LOG.warnf("%s waits until it can be stored: %s", label, e.getMessage());
                if (!pause(pause, () -> waiting.test(e))) {
                    return false;
                }
            }
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(longestPause) < 0 ? pause : longestPause;
        }
    }

    private static boolean pause(Duration pause, BooleanSupplier wanted) {
        long end = System.nanoTime() + pause.toNanos();
        while (System.nanoTime() < end) {
            if (!wanted.getAsBoolean()) {
                return false;
            }
            try {
                Thread.sleep(Math.min(500, Math.max(1, (end - System.nanoTime()) / 1_000_000)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return wanted.getAsBoolean();
    }
}
