package org.patchbank.defect;

import java.util.HashMap;
import java.util.Map;
import org.patchbank.vectorindex.VectorRow;

/** What the vector index knows of a defect. */
final class DefectFields {
    static final String FACTORY = "factory";
    static final String PRODUCT = "product";
    static final String LINE = "line";
    /** Milliseconds since 1970 at which the inspection was received. */
    static final String TIME = "time";
    /** Absent where nobody has named it. */
    static final String TYPE = "type";

    static final String SEVERITY = "severity";
    static final String VERDICT = "verdict";

    private DefectFields() {}

    static VectorRow row(Defect defect, float[] vector) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(FACTORY, defect.factory());
        fields.put(PRODUCT, defect.product());
        fields.put(LINE, defect.line());
        fields.put(TIME, defect.receivedAt().toEpochMilli());
        fields.put(VERDICT, DefectFilter.verdict(defect).name());
        defect.judgement().map(Judgement::finding).ifPresent(finding -> {
            if (finding.defectType() != null) {
                fields.put(TYPE, finding.defectType());
            }
            if (finding.severity() != null) {
                fields.put(SEVERITY, finding.severity().name());
            }
        });
        return new VectorRow(defect.id(), DefectSpace.PARTITION, vector, fields);
    }
}
