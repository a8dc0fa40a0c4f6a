package org.patchbank.detector.kernel;

/** The part of a squared distance that fixes its bits: what lanes hold, and how they are added up. */
final class TreeSum {
    private TreeSum() {}

    /**
     * Adds the squared differences of elements {@code from..length} to their lanes (element i goes to lane i mod 32), then
     * adds the lanes up pairwise. Overwrites the lanes.
     */
    static float ofDifferences(float[] a, int aOffset, float[] b, int bOffset, int from, int length, float[] lanes) {
        for (int i = from; i < length; i++) {
            float difference = a[aOffset + i] - b[bOffset + i];
            int lane = i % Kernel.SCRATCH;
            lanes[lane] = Math.fma(difference, difference, lanes[lane]);
        }
        for (int half = Kernel.SCRATCH / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] += lanes[i + half];
            }
        }
        return lanes[0];
    }
}
