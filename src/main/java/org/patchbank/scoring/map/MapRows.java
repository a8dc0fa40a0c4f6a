package org.patchbank.scoring.map;

/** An anomaly map that is had row by row: one that lies in memory, or one that is worked out as it is asked for. */
public interface MapRows {
    int width();

    int height();

    /**
     * Writes one row.
     *
     * @param line takes the values of the row's pixels, from its beginning
     */
    void row(int y, float[] line);

    /** The largest value; goes through all rows. */
    default float largest() {
        float[] line = new float[width()];
        float largest = Float.NEGATIVE_INFINITY;
        for (int y = 0; y < height(); y++) {
            row(y, line);
            for (float value : line) {
                largest = Math.max(largest, value);
            }
        }
        return largest;
    }

    /** The mean over all pixels; goes through all rows. */
    default double mean() {
        float[] line = new float[width()];
        double sum = 0;
        for (int y = 0; y < height(); y++) {
            row(y, line);
            for (float value : line) {
                sum += value;
            }
        }
        return sum / width() / height();
    }
}
