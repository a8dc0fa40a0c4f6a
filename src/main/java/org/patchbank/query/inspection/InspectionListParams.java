package org.patchbank.query.inspection;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.patchbank.inspection.InspectionFilter;
import org.patchbank.inspection.VerdictFilter;
import org.patchbank.query.Params;
import org.patchbank.scoring.Decision;

/** Which inspections are wanted, and how many at a time. */
public class InspectionListParams {
    @RestQuery
    @Parameter(description = "Only from this factory, or all; the node's own unless given", example = "default")
    String factory;

    @RestQuery
    @Parameter(description = "Only of this product", example = "tile")
    String product;

    @RestQuery
    @Parameter(description = "Only from this line", example = "line-1")
    String line;

    @RestQuery
    @Pattern(regexp = "accept|review|reject", message = "must be accept, review or reject") @Parameter(description = "Only with this decision: accept, review or reject", example = "reject")
    String decision;

    @RestQuery
    @Parameter(description = "Only of this part", example = "A-1047")
    String serial;

    @RestQuery
    @Parameter(description = "Only of this batch", example = "B-0331")
    String batch;

    @RestQuery
    @Parameter(description = "Received at this time or later", example = "2026-11-23T00:00:00Z")
    String from;

    @RestQuery
    @Parameter(description = "Received before this time", example = "2026-11-24T00:00:00Z")
    String to;

    @RestQuery("taken_from")
    @Parameter(description = "Taken at the line at this time or later", example = "2026-11-23T00:00:00Z")
    String takenFrom;

    @RestQuery("taken_to")
    @Parameter(description = "Taken at the line before this time", example = "2026-11-24T00:00:00Z")
    String takenTo;

    @RestQuery("min_score")
    @Parameter(description = "Only with this score or a higher one", example = "3.5")
    Double minScore;

    @RestQuery("max_score")
    @Parameter(description = "Only with this score or a lower one", example = "4.0")
    Double maxScore;

    @RestQuery
    @Pattern(regexp = "none|good|defective", message = "must be none, good or defective") @Parameter(description = "Only with this present verdict: none, good or defective", example = "defective")
    String verdict;

    @RestQuery("defect_type")
    @Parameter(description = "Only with a present verdict of this defect type", example = "scratch")
    String defectType;

    @RestQuery
    @Parameter(description = "Only judged by this deployment")
    UUID deployment;

    @RestQuery("reference_set")
    @Parameter(description = "Only judged by a version of this reference set", example = "tile-good")
    String referenceSet;

    @RestQuery
    @Min(1) @Parameter(description = "Only judged by this version; with reference_set", example = "3")
    Integer version;

    @RestQuery
    @DefaultValue("50")
    @Min(1) @Max(500) @Parameter(description = "How many at a time", example = "50")
    int limit;

    @RestQuery
    @Parameter(description = "next_cursor of the page before; use it with the same filter")
    String cursor;

    /** @param own the node's factory */
    InspectionFilter filter(String own) {
        return new InspectionFilter(
                Params.factory(factory, own),
                product,
                line,
                decision == null ? null : Decision.valueOf(decision.toUpperCase(Locale.ROOT)),
                serial,
                batch,
                Params.instant("from", from),
                Params.instant("to", to),
                Params.instant("taken_from", takenFrom),
                Params.instant("taken_to", takenTo),
                minScore,
                maxScore,
                verdict == null ? null : VerdictFilter.valueOf(verdict.toUpperCase(Locale.ROOT)),
                defectType,
                deployment,
                referenceSet,
                version);
    }
}
