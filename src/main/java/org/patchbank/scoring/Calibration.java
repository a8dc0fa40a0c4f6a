package org.patchbank.scoring;

/** Scores of good images that the bank has not seen, from which thresholds with a stated false-reject rate follow. */
public final class Calibration {
    private final double[] sortedScores;

    /** @param scores in any order, copied; at least one, all finite */
    public Calibration(double[] scores) {
        this.sortedScores = scores.clone();
        java.util.Arrays.sort(sortedScores);
    }

    public int images() {
        return sortedScores.length;
    }

    public Threshold threshold(double falseRejectWanted) {
        throw new UnsupportedOperationException("" + falseRejectWanted);
    }
}
