package org.patchbank.inspection.export;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.patchbank.image.ImageQuality;
import org.patchbank.inspection.Inspection;
import org.patchbank.inspection.verdict.CurrentVerdict;

/**
 * A column of exported inspections, the same in every form.
 *
 * @param value null where it is absent; a String, Long, Double or Instant, by the type
 */
record ExportColumn(String name, Type type, Function<Row, Object> value) {
    enum Type {
        TEXT,
        WHOLE,
        NUMBER,
        TIME
    }

    /** @param verdict that holds now, or null */
    record Row(Inspection inspection, CurrentVerdict verdict) {}

    static final List<ExportColumn> ALL = List.of(
            text("id", Inspection::id),
            text("factory", Inspection::factory),
            text("product", Inspection::product),
            text("line", Inspection::line),
            text("serial", Inspection::serial),
            text("batch", Inspection::batch),
            text("deployment", Inspection::deployment),
            of("revision", Type.WHOLE, inspection -> (long) inspection.revision()),
            text("reference_set", Inspection::referenceSet),
            of("version", Type.WHOLE, inspection -> (long) inspection.version()),
            text("decision", Inspection::decision),
            of("score", Type.NUMBER, Inspection::score),
            of("review_threshold", Type.NUMBER, Inspection::reviewThreshold),
            of("reject_threshold", Type.NUMBER, Inspection::rejectThreshold),
            of("regions", Type.WHOLE, inspection -> (long) inspection.regions().size()),
            text("image_sha256", Inspection::imageSha256),
            quality("brightness", ImageQuality::brightness),
            quality("contrast", ImageQuality::contrast),
            quality("sharpness", ImageQuality::sharpness),
            of("taken_at", Type.TIME, Inspection::takenAt),
            of("received_at", Type.TIME, Inspection::receivedAt),
            judged("verdict", Type.TEXT, verdict -> label(verdict.quality())),
            judged("defect_type", Type.TEXT, CurrentVerdict::defectType),
            judged("severity", Type.TEXT, verdict -> label(verdict.severity())),
            judged("note", Type.TEXT, CurrentVerdict::note),
            judged("repair", Type.TEXT, CurrentVerdict::repair),
            judged("verdict_by", Type.TEXT, CurrentVerdict::by),
            judged("verdict_at", Type.TIME, CurrentVerdict::at));

    private static ExportColumn of(String name, Type type, Function<Inspection, Object> value) {
        return new ExportColumn(name, type, row -> value.apply(row.inspection()));
    }

    private static ExportColumn text(String name, Function<Inspection, Object> value) {
        return of(name, Type.TEXT, inspection -> label(value.apply(inspection)));
    }

    private static ExportColumn quality(String name, Function<ImageQuality, Float> value) {
        return of(
                name,
                Type.NUMBER,
                inspection -> inspection.imageQuality() == null
                        ? null
                        : (Object) value.apply(inspection.imageQuality()).doubleValue());
    }

    private static ExportColumn judged(String name, Type type, Function<CurrentVerdict, Object> value) {
        return new ExportColumn(name, type, row -> row.verdict() == null ? null : value.apply(row.verdict()));
    }

    private static String label(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
        return value == null ? null : value.toString();
    }
}
