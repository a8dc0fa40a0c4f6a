package org.patchbank.evaluation.trial;

/**
 * How one kind of defect fared.
 *
 * @param imageAuroc against the good test images; null where there are none
 * @param detected images above the threshold
 */
public record DefectFigures(int images, Double imageAuroc, int detected) {}
