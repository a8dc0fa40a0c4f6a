package org.patchbank.dashboard;

import org.patchbank.inspection.Inspection;
import org.patchbank.inspection.PictureState;
import org.patchbank.inspection.verdict.CurrentVerdict;

/**
 * An inspection in a list.
 *
 * @param verdict that holds now, or null
 */
public record InspectionItem(Inspection inspection, CurrentVerdict verdict, PictureState picture) {}
