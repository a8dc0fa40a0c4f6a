package org.patchbank.defect;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.patchbank.inspection.Severity;
import org.patchbank.inspection.verdict.Finding;
import org.patchbank.vectorindex.VectorFilter;

/**
 * Which defects are wanted; parts that are null leave the choice open.
 *
 * @param from earliest time of reception
 * @param to end of the time of reception, exclusive
 */
public record DefectFilter(
        String factory,
        String product,
        String line,
        Instant from,
        Instant to,
        String type,
        Severity severity,
        Verdict verdict) {
    public static final DefectFilter ALL = new DefectFilter(null, null, null, null, null, null, null, null);

    /** What people have said so far. */
    public enum Verdict {
        /** Nobody has said anything. */
        NONE,
        GOOD,
        DEFECTIVE
    }

    /** The same, but of defects that a person has confirmed. */
    DefectFilter confirmed() {
        return new DefectFilter(factory, product, line, from, to, type, severity, Verdict.DEFECTIVE);
    }

    /** As the vector index looks for it. */
    VectorFilter asVectorFilter() {
        VectorFilter filter = VectorFilter.partition(DefectSpace.PARTITION);
        filter = with(filter, DefectFields.FACTORY, factory);
        filter = with(filter, DefectFields.PRODUCT, product);
        filter = with(filter, DefectFields.LINE, line);
        filter = with(filter, DefectFields.TYPE, type);
        filter = with(filter, DefectFields.SEVERITY, severity == null ? null : severity.name());
        filter = with(filter, DefectFields.VERDICT, verdict == null ? null : verdict.name());
        return from == null && to == null
                ? filter
                : filter.within(
                        DefectFields.TIME,
                        from == null ? Long.MIN_VALUE : from.toEpochMilli(),
                        to == null ? Long.MAX_VALUE : to.toEpochMilli());
    }

    private static VectorFilter with(VectorFilter filter, String field, String value) {
        return value == null ? filter : filter.with(field, value);
    }

    /** Whether a defect matches as the record has it now. */
    boolean matches(Defect defect) {
        Optional<Finding> finding = defect.judgement().map(Judgement::finding);
        return (factory == null || factory.equals(defect.factory()))
                && (product == null || product.equals(defect.product()))
                && (line == null || line.equals(defect.line()))
                && (from == null || !defect.receivedAt().isBefore(from))
                && (to == null || defect.receivedAt().isBefore(to))
                && (type == null || type.equals(finding.map(Finding::defectType).orElse(null)))
                && (severity == null
                        || severity == finding.map(Finding::severity).orElse(null))
                && (verdict == null || verdict == verdict(defect));
    }

    static Verdict verdict(Defect defect) {
        return defect.judgement()
                .map(said -> Verdict.valueOf(said.finding().quality().name()))
                .orElse(Verdict.NONE);
    }

    /** Tells a cursor of one filter from that of another. */
    int fingerprint() {
        return Objects.hash(
                factory,
                product,
                line,
                from,
                to,
                type,
                severity == null ? null : severity.name(),
                verdict == null ? null : verdict.name());
    }
}
