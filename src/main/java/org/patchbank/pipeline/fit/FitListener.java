package org.patchbank.pipeline.fit;

/** Hears how far a fit has come, and may stop it. Called from the fit's threads, one call at a time. */
public interface FitListener {
    FitListener SILENT = (stage, done, total) -> true;

    /** @return false to cancel: the fit then ends with {@link java.util.concurrent.CancellationException} */
    boolean progress(FitStage stage, long done, long total);
}
