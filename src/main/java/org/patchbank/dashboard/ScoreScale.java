package org.patchbank.dashboard;

import java.util.Locale;
import org.patchbank.inspection.Inspection;

/** Where a score and its limits stand on a line from {@code low} to {@code high}. */
public record ScoreScale(double low, double high) {
    /** What is left free beyond the largest value. */
    private static final double ROOM = 1.15;

    static ScoreScale of(Inspection inspection) {
        double largest = Math.max(inspection.score(), inspection.rejectThreshold());
        double low = Math.min(0, Math.min(inspection.score(), inspection.reviewThreshold()));
        return new ScoreScale(low, Math.max(low + 1e-6, low + (largest - low) * ROOM));
    }

    /** Percents of the line's length, as styles write them. */
    public String place(double value) {
        double share = Math.max(0, Math.min(1, (value - low) / (high - low)));
        return String.format(Locale.ROOT, "%.2f%%", 100 * share);
    }
}
