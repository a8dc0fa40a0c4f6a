package org.patchbank.reference;

import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.patchbank.pipeline.fit.FitListener;
import org.patchbank.pipeline.fit.FitStage;
import org.patchbank.platform.PatchbankException;
import org.patchbank.reference.BuildRecord.Attempt;
import org.patchbank.reference.VersionInfo.Failure;

/** Writes down how far a build has come, twice a second at most, and asks on that occasion whether it shall go on. */
final class BuildProgress implements FitListener {
    private static final Logger LOG = Logger.getLogger(BuildProgress.class);
    private static final long MILLIS_BETWEEN = 500;

    private final BuildRecord record;
    private final Attempt attempt;
    private final Clock clock;
    private final BooleanSupplier stopping;
    private BuildStage stage;
    private long writtenAt;

    BuildProgress(BuildRecord record, Attempt attempt, Clock clock, BooleanSupplier stopping) {
        this.record = record;
        this.attempt = attempt;
        this.clock = clock;
        this.stopping = stopping;
    }

    @Override
    public boolean progress(FitStage fitStage, long done, long total) {
        return report(BuildStage.of(fitStage), done, total);
    }

    boolean stored(long done, long total) {
        return report(BuildStage.STORE, done, total);
    }

    /** Writes down what the build waits for. */
    synchronized boolean waits(PatchbankException reason) {
        if (stopping.getAsBoolean()) {
            return false;
        }
        stage = null; // what comes next ends the waiting, and is written down at once
        return recorded(() -> record.waits(attempt, Failure.of(reason)));
    }

    private synchronized boolean report(BuildStage now, long done, long total) {
        if (stopping.getAsBoolean()) {
            return false;
        }
        long millis = clock.millis();
        if (now == stage && millis - writtenAt < MILLIS_BETWEEN) {
            return true;
        }
        stage = now;
        writtenAt = millis;
        return recorded(() -> record.progress(attempt, now, done, total));
    }

    private boolean recorded(BooleanSupplier write) {
        try {
            return write.getAsBoolean();
        } catch (RuntimeException e) {
            // A database that is away for a moment is no reason to throw the work away; the end of the build needs it.
            LOG.warnf("Cannot write down the progress of version %s: %s", attempt.versionId(), e);
            return true;
        }
    }
}
