package org.patchbank.detector;

/** Hears how far a fit is, and may end it. Safe for concurrent use. */
@FunctionalInterface
public interface FitMonitor {
    /** Hears nothing, ends nothing. */
    FitMonitor SILENT = share -> {};

    /**
     * @param share of the work that is done, 0 to 1
     * @throws java.util.concurrent.CancellationException if the fit shall end
     */
    void at(double share);

    /** A part of this work as a whole of its own. */
    default FitMonitor part(double from, double to) {
        return share -> at(from + (to - from) * share);
    }
}
