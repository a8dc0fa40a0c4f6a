package org.patchbank.reference;

import java.util.Locale;
import org.patchbank.pipeline.fit.FitStage;

/** The stages of a build, with the share of the time that each takes, roughly. */
enum BuildStage {
    FEATURES(0.00, 0.45),
    CORESET(0.45, 0.60),
    CALIBRATION(0.60, 0.97),
    STORE(0.97, 1.00);

    private final double from;
    private final double to;

    BuildStage(double from, double to) {
        this.from = from;
        this.to = to;
    }

    static BuildStage of(FitStage stage) {
        return switch (stage) {
            case FEATURES -> FEATURES;
            case CORESET -> CORESET;
            case CALIBRATION -> CALIBRATION;
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How much of the whole build is done when this much of the stage is. */
    double fraction(long done, long total) {
        return total <= 0 ? from : from + (to - from) * Math.min(1.0, (double) done / total);
    }
}
