package org.patchbank.scoring.map;

import org.patchbank.patch.Patch;

/**
 * A connected area of the anomaly map above a threshold, in pixels of the image.
 *
 * @param area number of pixels
 * @param peak largest value in it, at ({@code peakX}, {@code peakY})
 * @param patch the cell of the patch grid that holds the peak
 * @param zone name of the zone that the peak lies in; null outside all zones, and where there are none
 */
public record Region(
        int x, int y, int width, int height, int area, float peak, int peakX, int peakY, Patch patch, String zone) {
    /** In no zone. */
    public Region(int x, int y, int width, int height, int area, float peak, int peakX, int peakY, Patch patch) {
        this(x, y, width, height, area, peak, peakX, peakY, patch, null);
    }

    public Region in(String otherZone) {
        return new Region(x, y, width, height, area, peak, peakX, peakY, patch, otherZone);
    }
}
