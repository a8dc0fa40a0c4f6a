package org.patchbank.query.history;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.patchbank.inspection.history.Statistics;
import org.patchbank.inspection.history.Statistics.Group;
import org.patchbank.inspection.history.Statistics.Step;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.NodeRole;
import org.patchbank.platform.role.ServedBy;
import org.patchbank.query.Params;

/** Counts over time. */
@Path("/api/v1/statistics")
@ServedBy(NodeRole.QUERY)
@Tag(name = "Inspections")
@Produces(MediaType.APPLICATION_JSON)
public class StatisticsResource {
    private static final String STEPS = "hour|day|week|month";
    private static final String GROUPS = "factory|product|line|defect_type";

    private final Statistics statistics;
    private final NodeFactory own;

    StatisticsResource(Statistics statistics, NodeFactory own) {
        this.own = own;
        this.statistics = statistics;
    }

    @GET
    @Operation(
            summary = "Count over time",
            description =
                    "Inspections, reject rate, overkill and escape by hour, day, week or month (UTC), and by product,"
                            + " line and defect type where wanted. Counted by a job: what happened in the last half minute may be"
                            + " missing.")
    @APIResponse(
            responseCode = "200",
            description = "The counts, by time",
            content = @Content(schema = @Schema(implementation = StatisticsDto.Items.class)))
    public StatisticsDto.Items count(
            @Parameter(description = "Only from this factory, or all; the node's own unless given", example = "default")
                    @RestQuery
                    String factory,
            @Parameter(description = "Only of this product", example = "tile") @RestQuery String product,
            @Parameter(description = "Only from this line", example = "line-1") @RestQuery String line,
            @Parameter(description = "Only with a present verdict of this type", example = "scratch")
                    @RestQuery("defect_type")
                    String defectType,
            @Parameter(description = "From the period that holds this time", example = "2026-11-01T00:00:00Z")
                    @RestQuery
                    String from,
            @Parameter(description = "Periods that start before this time", example = "2026-11-24T00:00:00Z") @RestQuery
                    String to,
            @RestQuery
                    @DefaultValue("day")
                    @Pattern(regexp = STEPS, message = "must be hour, day, week or month") @Parameter(description = "How long a period is: hour, day, week or month")
                    String step,
            @RestQuery
                    @Parameter(description = "What is told apart: factory, product, line, defect_type; may be repeated")
                    List<@Pattern(regexp = GROUPS, message = "must be factory, product, line or defect_type") String>
                            group) {
        Set<Group> groups = EnumSet.noneOf(Group.class);
        group.forEach(name -> groups.add(Group.valueOf(name.toUpperCase(Locale.ROOT))));
        return new StatisticsDto.Items(statistics
                .count(new Statistics.Wish(
                        Params.factory(factory, own.name()),
                        product,
                        line,
                        defectType,
                        Params.instant("from", from),
                        Params.instant("to", to),
                        Step.valueOf(step.toUpperCase(Locale.ROOT)),
                        groups))
                .stream()
                .map(StatisticsDto::of)
                .toList());
    }
}
