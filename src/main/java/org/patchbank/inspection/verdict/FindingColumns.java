package org.patchbank.inspection.verdict;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.patchbank.inspection.Quality;
import org.patchbank.inspection.Severity;

/** The columns of a finding. */
@Embeddable
class FindingColumns {
    @Enumerated(EnumType.STRING)
    Quality quality;

    String defectType;

    @Enumerated(EnumType.STRING)
    Severity severity;

    String note;
    String repair;

    static FindingColumns of(Finding finding) {
        FindingColumns columns = new FindingColumns();
        columns.quality = finding.quality();
        columns.defectType = finding.defectType();
        columns.severity = finding.severity();
        columns.note = finding.note();
        columns.repair = finding.repair();
        return columns;
    }

    Finding finding() {
        return new Finding(quality, defectType, severity, note, repair);
    }
}
