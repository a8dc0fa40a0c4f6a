package org.patchbank.detector;

/**
 * What the search for one view's patches took.
 *
 * @param patches that were scored
 * @param proposed patches for which rows were proposed; 0 where nobody was asked
 * @param verified patches that were compared with every row of the bank
 * @param found of these, those whose nearest row had been proposed; 0 where nobody was asked
 * @param corrected whether the patch scores that make the image's are others than the proposed rows gave
 */
public record SearchFigures(int patches, int proposed, int verified, int found, boolean corrected) {}
