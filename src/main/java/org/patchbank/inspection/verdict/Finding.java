package org.patchbank.inspection.verdict;

import org.patchbank.inspection.Quality;
import org.patchbank.inspection.Severity;
import org.patchbank.platform.PatchbankException;

/**
 * What a person says of a part, or of a region of it.
 *
 * @param defectType code from the product's catalogue, or null where nobody has named the defect yet; always null for good
 * @param severity or null; always null for good
 * @param note or null
 * @param repair what was or shall be done about it, or null
 */
public record Finding(Quality quality, String defectType, Severity severity, String note, String repair) {
    public Finding {
        if (quality == Quality.GOOD && (defectType != null || severity != null)) {
            throw new PatchbankException(
                    VerdictErrorCode.VERDICT_CONTRADICTS,
                    "What is good has no defect type and no severity.",
                    "Leave both out, or say defective.");
        }
    }
}
