package org.patchbank.query.defect;

import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.patchbank.defect.DefectFilter;
import org.patchbank.inspection.Severity;
import org.patchbank.query.Params;

/** Which defects are wanted. */
public class DefectParams {
    private static final String ALL = "all";

    @RestQuery
    @Parameter(description = "Only from this factory; those of all unless given", example = "default")
    String factory;

    @RestQuery
    @Parameter(description = "Only of this product", example = "tile")
    String product;

    @RestQuery
    @Parameter(description = "Only from this line", example = "line-1")
    String line;

    @RestQuery
    @Parameter(description = "Received at this time or later", example = "2026-11-23T00:00:00Z")
    String from;

    @RestQuery
    @Parameter(description = "Received before this time", example = "2026-11-24T00:00:00Z")
    String to;

    @RestQuery("defect_type")
    @Parameter(description = "Only of this defect type", example = "crack")
    String defectType;

    @RestQuery
    @Pattern(regexp = "minor|major|critical", message = "must be minor, major or critical") @Parameter(description = "Only of this severity: minor, major or critical", example = "major")
    String severity;

    @RestQuery
    @Pattern(regexp = "none|good|defective", message = "must be none, good or defective") @Parameter(
            description = "Only with this verdict: good, defective, or none where nobody has said anything",
            example = "defective")
    String verdict;

    DefectFilter filter() {
        return new DefectFilter(
                ALL.equals(factory) ? null : factory,
                product,
                line,
                Params.instant("from", from),
                Params.instant("to", to),
                defectType,
                severity == null ? null : Severity.valueOf(severity.toUpperCase(Locale.ROOT)),
                verdict == null ? null : DefectFilter.Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)));
    }
}
