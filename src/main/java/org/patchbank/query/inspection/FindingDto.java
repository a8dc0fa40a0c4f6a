package org.patchbank.query.inspection;

import java.util.Locale;
import org.patchbank.inspection.Quality;
import org.patchbank.inspection.Severity;
import org.patchbank.inspection.verdict.Finding;

/** Writes and reads what findings are made of. */
public final class FindingDto {
    static final String QUALITY = "good|defective";
    public static final String SEVERITY = "minor|major|critical";

    private FindingDto() {}

    /** @return null for null */
    public static String label(Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }

    public static Finding finding(String verdict, String defectType, String severity, String note, String repair) {
        return new Finding(
                Quality.valueOf(verdict.toUpperCase(Locale.ROOT)),
                defectType,
                severity == null ? null : Severity.valueOf(severity.toUpperCase(Locale.ROOT)),
                note,
                repair);
    }
}
