package org.patchbank.scoring;

import org.patchbank.patch.Patch;

/**
 * A connected area of the anomaly map above a threshold, in pixels of the image.
 *
 * @param area number of pixels
 * @param peak largest value in it, at ({@code peakX}, {@code peakY})
 * @param patch the cell of the patch grid that holds the peak
 */
public record Region(int x, int y, int width, int height, int area, float peak, int peakX, int peakY, Patch patch) {}
